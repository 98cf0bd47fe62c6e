import { describe, expect, it } from '@jest/globals';
import { scenario } from './lib/scenario.js';

describe('placing a call on the page', () => {
  const { visit } = scenario();

  it('shows it travel to its end, live', async () => {
    const page = await visit();
    await page.getByText('Live updates').waitFor();
    await page.getByRole('button', { name: 'Place the call' }).click();
    const life = page.getByRole('region', { name: 'Life of the call' });
    await life.getByText('Accepted').waitFor();
    await life.getByText('Waits for the gateway’s report…').waitFor();
    await life.getByText('Delivered').waitFor();
    await page.getByRole('heading', { name: '090****484 Delivered' }).waitFor();
    expect(await life.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/^Pending/),
      expect.stringMatching(/^Accepted/),
      expect.stringMatching(/^Delivered[\s\S]*a signed callback/),
    ]);
  });

  it('moves the rows of a list that one looks at, in and out of its filter', async () => {
    const page = await visit('#/calls?state=accepted');
    await page.getByText('Live updates').waitFor();
    const other = await visit();
    await other.getByLabel('Phone number').fill('0901 888 777');
    await other.getByRole('button', { name: 'Place the call' }).click();
    const row = page.getByRole('row', { name: /090\*\*\*\*777/ });
    await row.waitFor();
    await row.waitFor({ state: 'detached' });
    await page.getByLabel('State').selectOption('Delivered');
    await row.getByText('Delivered').waitFor();
    await page.getByLabel('Kind').selectOption('Recording');
    await page.getByText('No calls here yet.').waitFor();
  });

  it('says what is wrong in the API’s own words, at the field', async () => {
    const page = await visit();
    await page.getByLabel('Phone number').fill('12');
    await page.getByRole('textbox', { name: 'Code' }).fill('99');
    await page.getByRole('button', { name: 'Place the call' }).click();
    const phone = page.getByLabel('Phone number');
    await page.getByText('phone must be a phone number such as 0901888484').waitFor();
    expect(await phone.getAttribute('aria-invalid')).toBe('true');
    await page.getByText('code must be 4 to 10 digits, as text').waitFor();
    await page.getByRole('radio', { name: 'Template' }).check();
    await page.getByLabel('Template id').fill('x y');
    await page.getByRole('button', { name: 'Place the call' }).click();
    await page.getByText(/templateId must be/).waitFor();
  });

  it('tells a refusal of the gateway, and leads to the call', async () => {
    const page = await visit();
    await page.getByRole('button', { name: /balance too low/ }).click();
    await page.getByRole('button', { name: 'Place the call' }).click();
    await page.getByText(/103: The balance of the account/).waitFor();
    await page.getByRole('link', { name: 'See this call' }).click();
    await page.getByRole('heading', { name: /Rejected · the gateway refused/ }).waitFor();
  });

  it('goes on where it was after a reload in the middle', async () => {
    const page = await visit();
    await page.getByRole('button', { name: 'Place the call' }).click();
    const life = page.getByRole('region', { name: 'Life of the call' });
    await life.getByText('Accepted').waitFor();
    await page.reload();
    await life.getByText('Accepted').waitFor();
    await life.getByText('Delivered').waitFor();
  });

  it('places a scheduled call, and says that it waits for its time', async () => {
    const page = await visit();
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 16);
    await page.getByLabel('Schedule').fill(tomorrow);
    await page.getByRole('button', { name: 'Place the call' }).click();
    await page.getByText(/Waits for its time/).waitFor();
  });
});
