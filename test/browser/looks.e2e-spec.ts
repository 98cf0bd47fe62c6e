import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { seriousFindings } from './lib/axe.js';
import { scenario } from './lib/scenario.js';

const SCREENS = fileURLToPath(new URL('../../reports/screens/', import.meta.url));
const WIDTHS = { light: [360, 1280], dark: [1280, 360] };

/** Places of the console, and what shows that each has come. */
const VIEWS: readonly (readonly [string, string, (page: Page) => Promise<unknown>])[] = [
  ['call', '#/call', (page) => page.locator('.recent').waitFor()],
  ['life', '#/calls/seen-1', (page) => page.locator('.step').nth(2).waitFor()],
  ['calls', '#/calls', (page) => page.getByRole('row').nth(6).waitFor()],
  ['verify', '#/verify', verify],
  ['batches', '#/batches', (page) => page.locator('.hint button').click()],
  ['progress', '#/batches/seen', (page) => page.getByRole('progressbar').waitFor()],
  ['overview', '#/overview', (page) => page.locator('.chart canvas').nth(1).waitFor()],
  ['phones', '#/phones', (page) => page.locator('.phone-answered').first().waitFor()],
];

describe('how the console looks', () => {
  const { demo, visit } = scenario();

  beforeAll(async () => {
    await mkdir(SCREENS, { recursive: true });
    await placeCalls();
  }, 30_000);

  async function placeCalls(): Promise<void> {
    const endings = ['484', '001', '002', '004', '103', '485', '486', '487'];
    const calls = endings.map((ending, index) => ({
      phone: `0901888${ending}`,
      code: '686868',
      requestId: `seen-${index}`,
    }));
    await demo().post('/batches', { batchId: 'seen', calls });
    await demo().waitFor('seen-7', 'delivered');
    await demo().waitFor('seen-1', 'undelivered');
  }

  it.each(VIEWS)(
    'has a view %s without serious findings, light and English, dark and Vietnamese, wide and narrow',
    async (name, hash, hasCome) => {
      // What axe needs to be put into the page is what the page's policy forbids.
      const page = await visit(hash, { bypassCSP: true, reducedMotion: 'reduce' });
      await hasCome(page);
      await look(page, name, 'light');
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.getByRole('button', { name: 'Tiếng Việt' }).click();
      await look(page, name, 'dark');
    },
    30_000,
  );
});

/** Takes pictures at each width. axe looks at the last: the wide one in the light, the narrow one in the dark. */
async function look(page: Page, name: string, scheme: keyof typeof WIDTHS): Promise<void> {
  for (const width of WIDTHS[scheme]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await page.screenshot({ path: `${SCREENS}${name}-${scheme}-${width}.png`, fullPage: true });
  }
  expect(await seriousFindings(page)).toEqual([]);
}

async function verify(page: Page): Promise<void> {
  await page.locator('input[name=phone]').fill('0901888551');
  await page.locator('form .primary').click();
  await page.locator('.spoken').waitFor();
}
