import { chromium, type Browser } from 'playwright-core';

/** Starts the browser of the tests. Root is refused a sandbox; a container's shared memory is too small for pages. */
export function startBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'];
  if (!executablePath) throw new Error('CHROMIUM_PATH is not set: run the tests by `npm test`, or set it');
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({ executablePath, args: ['--disable-dev-shm-usage', ...(isRoot ? ['--no-sandbox'] : [])] });
}
