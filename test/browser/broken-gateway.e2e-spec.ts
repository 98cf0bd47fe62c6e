import { describe, expect, it } from '@jest/globals';
import { until } from '../support/until.js';
import { scenario } from './lib/scenario.js';

/** Attempts of 300 ms, so that a lost reply is soon tried again. */
const HASTY = { ESMS_TIMEOUT_MS: '300', ESMS_DEADLINE_MS: '3000' };

interface Phone {
  readonly rings: number;
  readonly state: string;
}

describe('breaking the gateway on the page', () => {
  const { visit, demo } = scenario(HASTY);

  const phones = async (): Promise<readonly Phone[]> =>
    (await demo().get('/simulator/calls?limit=200')).body['calls'] as Phone[];

  it('says that the outcome is unknown, and tries again under the same id', async () => {
    const page = await visit('#/phones');
    await page.getByLabel('Fault').selectOption('Server errors');
    await page.getByLabel('Share of requests').fill('1');
    await page.getByRole('button', { name: 'Break it' }).click();
    await page.getByText('Under way now').waitFor();
    await page.getByRole('link', { name: 'Call', exact: true }).click();
    const ids: unknown[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/calls/otp'))
        ids.push((request.postDataJSON() as Record<string, unknown>)['requestId']);
    });
    await page.getByRole('button', { name: 'Place the call' }).click();
    await page.getByText(/Nobody can say yet whether the call was placed/).waitFor();
    await demo().fetch('/simulator/faults', { method: 'DELETE' });
    await page.getByRole('button', { name: 'Try again, safely' }).click();
    await page.getByRole('heading', { name: /Delivered/ }).waitFor();
    expect((await phones()).map(({ rings }) => rings)).toEqual([1]);
    expect(ids).toEqual([ids[0], ids[0]]);
    await demo().post('/simulator/reset', {});
  });

  it('shows lost replies tried again, and no phone that rang twice', async () => {
    const page = await visit('#/phones');
    await page.getByText('The gateway works as it should.').waitFor();
    await page.getByLabel('Fault').selectOption('Replies are lost');
    await page.getByLabel('Share of requests').fill('0.6');
    await page.getByRole('button', { name: 'Break it' }).click();
    await page.getByText('Under way now').waitFor();

    await page.getByRole('button', { name: 'Place 12 calls' }).click();
    // So much may be lost that the breaker opens: what it holds back is on no phone.
    await page.getByText(/\d+ calls looked at: no phone rang twice\./).waitFor();
    await page.getByRole('button', { name: 'Place 12 calls' }).waitFor();
    await until(async () => (await phones()).every(({ state }) => state !== 'ringing'), 8_000);
    expect((await phones()).map(({ rings }) => rings).filter((rings) => rings > 1)).toEqual([]);
    await page.getByText('rang once').first().waitFor();
    await page.getByText('Rang; nobody answered').first().waitFor();

    await page.getByRole('button', { name: 'Mend it' }).click();
    await page.getByText('The gateway works as it should.').waitFor();
    await page.getByRole('button', { name: 'Forget all phones' }).click();
    await page.getByText('No phone has been called yet.').waitFor();
  });
});
