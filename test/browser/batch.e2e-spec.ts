import { describe, expect, it } from '@jest/globals';
import { scenario } from './lib/scenario.js';

const CSV = `phone,code,content,kind,requestId
0901888601,123456,,,
12,123456,,,
0901888602,,,,
"0901 888 603",,"Two
lines",,
0901888604,12,,,
0901888605,654321,,,not good!
`;

describe('a CSV of calls on the page', () => {
  const { visit } = scenario();

  it('names every bad row before and after the server’s answer, and shows how far the good ones are', async () => {
    const page = await visit('#/batches');
    const file = { name: 'calls.csv', mimeType: 'text/csv', buffer: Buffer.from(CSV) };
    await page.getByLabel('CSV file').setInputFiles(file);
    await page.getByText('3 good').waitFor();
    const problems = page.getByRole('list').filter({ hasText: 'Line 3' }).getByRole('listitem');
    expect(await problems.allInnerTexts()).toEqual([
      'Line 3 this is no Vietnamese mobile number',
      'Line 4 nothing to speak: code, content, templateId or recordingId is missing',
      'Line 7 a code is 4 to 10 digits',
    ]);

    await page.getByRole('button', { name: 'Leave the bad rows out and queue 3 calls' }).click();
    await page.getByText(/Line 8 requestId must be 1 to 50 characters/).waitFor();
    await page.getByRole('button', { name: 'Leave the bad rows out and queue 2 calls' }).click();
    await page.getByText('2 of 2 calls have ended').waitFor();
    await page.getByText('All calls have ended.').waitFor();
    expect(await page.getByRole('progressbar').getAttribute('value')).toBe('2');
  });

  it('rings nobody again when the same batch is sent again', async () => {
    const page = await visit('#/batches');
    for (const expected of [/of 1 calls have ended/, /This batch was taken on before/]) {
      const buffer = Buffer.from('phone,code\n0901888606,123456\n');
      await page.getByLabel('CSV file').setInputFiles({ name: 'again.csv', mimeType: 'text/csv', buffer });
      await page.getByLabel('Batch id').fill('the-same');
      await page.getByRole('button', { name: 'Queue 1 calls' }).click();
      await page.getByText(expected).waitFor();
      await page.getByRole('link', { name: 'Another batch' }).click();
    }
  });

  it('says what is wrong with a file that is none', async () => {
    const page = await visit('#/batches');
    const buffer = Buffer.from('number\n0901888601\n');
    await page.getByLabel('CSV file').setInputFiles({ name: 'odd.csv', mimeType: 'text/csv', buffer });
    await page.getByText(/No column is named phone/).waitFor();
  });
});
