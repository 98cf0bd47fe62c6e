import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TcpProxy } from '../support/tcp-proxy.js';
import { scenario } from './lib/scenario.js';

describe('a connection that is lost', () => {
  const { open, demo } = scenario();
  let proxy: TcpProxy;

  beforeAll(async () => {
    proxy = await TcpProxy.start(demo().url);
  });
  afterAll(() => proxy.cut());

  const place = async (phone: string): Promise<unknown> =>
    (await demo().placeOtpCall({ phone, code: '686868' })).body['requestId'];

  it('is said, and resumed without a gap: what happened meanwhile comes by the stream', async () => {
    const { page, asked } = await open('#/calls', {}, proxy.url.replace(/\/$/, ''));
    await page.getByText('Live updates').waitFor();
    await place('0901888701');
    await page.getByRole('row', { name: /701 .*Delivered/ }).waitFor();

    await proxy.cut();
    await page.getByText('Connection lost. Trying again…').waitFor();
    const missed = await place('0901888702');
    await demo().waitFor(missed, 'delivered');
    expect(await page.getByRole('row', { name: /702/ }).count()).toBe(0);
    const before = asked.length;
    const resumed = page.waitForRequest((request) => request.url().endsWith('/events'));
    await proxy.mend();
    expect(await (await resumed).headerValue('last-event-id')).toBeTruthy();
    await page.getByRole('row', { name: /702 .*Delivered/ }).waitFor();
    await page.getByText('Live updates').waitFor();
    expect(asked.slice(before).filter((request) => request.startsWith('GET /calls'))).toEqual([]);
  });

  it('reads its lists anew where the stream does not know any more where it was', async () => {
    const { page } = await open('#/calls', {}, proxy.url.replace(/\/$/, ''));
    await page.getByText('Live updates').waitFor();
    await proxy.cut();
    await page.getByText('Connection lost. Trying again…').waitFor();
    await place('0901888703');
    // As after a restart of the server: the id is none of its own.
    await page.route('**/events', (route) =>
      route.continue({ headers: { ...route.request().headers(), 'last-event-id': 'of-another-process' } }),
    );
    await proxy.mend();
    await page.getByRole('row', { name: /703/ }).waitFor();
  });
});
