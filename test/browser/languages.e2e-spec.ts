import { describe, expect, it } from '@jest/globals';
import { scenario } from './lib/scenario.js';

describe('the languages of the page', () => {
  const { visit } = scenario();

  it('are English and Vietnamese, and the choice is remembered', async () => {
    const page = await visit();
    await page.getByRole('button', { name: 'Tiếng Việt' }).click();
    await page.getByRole('heading', { name: 'Gọi thử' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('vi');
    await page.getByRole('button', { name: 'Gọi', exact: true }).click();
    await page.getByRole('region', { name: 'Diễn biến cuộc gọi' }).getByText('Đã nghe máy').waitFor();
    await page.reload();
    await page.getByRole('heading', { name: /Đã nghe máy/ }).waitFor();
    await page.getByText(/850\s₫/).waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: /Delivered/ }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  it('begin with the browser’s own', async () => {
    const page = await visit('', { locale: 'vi-VN' });
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Gọi thử');
  });
});
