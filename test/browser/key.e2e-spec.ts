import { describe, expect, it } from '@jest/globals';
import { scenario } from './lib/scenario.js';

const KEY = 'canary-key-of-the-demo';

describe('a demo that wants a key', () => {
  const { open } = scenario({ DEMO_API_KEY: KEY });

  it('is opened with it; it is kept in memory alone, and in no address', async () => {
    const { page, asked } = await open();
    await page.getByLabel('API key').fill('not-the-right-key');
    await page.getByRole('button', { name: 'Open the console' }).click();
    await page.getByText('That key is not accepted.').waitFor();
    await page.getByLabel('API key').fill(KEY);
    await page.keyboard.press('Enter');
    await page.getByText('Live updates').waitFor();
    await page.getByRole('button', { name: 'Place the call' }).click();
    await page.getByRole('heading', { name: /Delivered/ }).waitFor();

    const kept = await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])');
    expect(`${String(kept)} ${asked.join()} ${page.url()}`).not.toContain(KEY);
    await page.reload();
    await page.getByLabel('API key').waitFor();
  });
});
