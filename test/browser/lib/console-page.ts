import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const LIMIT_MS = 8_000;
/** Chromium reports every answer of 400 and more, and a connection that fails: tests bring those about. */
const EXPECTED = /^Failed to load resource/;

/** The console in a browser of its own, and all that it complained of. */
export interface ConsolePage {
  readonly page: Page;
  /** What must not happen: violations of the page's security policy, mistakes in its scripts. */
  readonly troubles: string[];
  /** Everything that the page asked for, as `GET /calls?limit=200`. */
  readonly asked: string[];
  readonly close: () => Promise<void>;
}

/** Opens the console, in English unless told otherwise. */
export async function openConsole(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<ConsolePage> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 }, ...options });
  context.setDefaultTimeout(LIMIT_MS);
  const page = await context.newPage();
  const [troubles, asked]: [string[], string[]] = [[], []];
  page.on('pageerror', ({ message }) => troubles.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !EXPECTED.test(message.text())) troubles.push(message.text());
  });
  page.on('request', (request) => asked.push(`${request.method()} ${request.url().slice(new URL(url).origin.length)}`));
  await page.goto(url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { page, troubles, asked, close: () => context.close() };
}
