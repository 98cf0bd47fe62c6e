import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { spokenCode } from '../support/spoken-code.js';
import { scenario } from './lib/scenario.js';

describe('verifying a number on the page', () => {
  const { visit } = scenario();

  const start = async (page: Page, phone: string): Promise<string> => {
    await page.getByLabel('Your phone number').fill(phone);
    await page.getByRole('button', { name: 'Call me with a code' }).click();
    const picture = page.getByRole('figure', { name: 'The phone that was called' });
    await picture.getByText('It says:').waitFor();
    return spokenCode(await picture.innerText());
  };

  it('goes from the number to the answer, by ear and by keyboard', async () => {
    const page = await visit('#/verify');
    const code = await start(page, '0901888501');
    await page.getByText(/You can be called again in [01]:\d\d/).waitFor();
    await page.keyboard.type(code === '000000' ? '111111' : '000000');
    await page.keyboard.press('Enter');
    await page.getByText('That is not the code. Tries left: 4.').first().waitFor();
    await page.keyboard.type(code);
    await page.keyboard.press('Enter');
    await page.getByText('Verified. This number is yours.').waitFor();
  });

  it('locks after five wrong codes', async () => {
    const page = await visit('#/verify');
    const code = await start(page, '0901888502');
    for (let left = 4; left >= 0; left -= 1) {
      await page.getByLabel('The code that you heard').fill(code === '000000' ? '111111' : '000000');
      await page.getByRole('button', { name: 'Verify', exact: true }).click();
      await page
        .getByText(left === 0 ? /Locked: too many wrong codes/ : `Tries left: ${left}.`)
        .first()
        .waitFor();
    }
  });

  it('goes on after a reload, with nothing of the number in the address', async () => {
    const page = await visit('#/verify');
    const code = await start(page, '0901888503');
    await page.reload();
    await page.getByLabel('The code that you heard').fill(code);
    await page.getByRole('button', { name: 'Verify', exact: true }).click();
    await page.getByText('Verified. This number is yours.').waitFor();
    await page.reload();
    await page.getByText('Verified. This number is yours.').waitFor();
    expect(page.url()).not.toContain('888503');
  });
});
