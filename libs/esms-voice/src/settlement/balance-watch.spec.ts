import { afterEach, describe, expect, it } from '@jest/globals';
import { until } from '../../../../test/support/until.js';
import type { Finding, GatewayQuestions } from '../gateway/gateway-questions.js';
import { BalanceWatch, type BalanceRules, type BalanceState } from './balance-watch.js';

const RULES: BalanceRules = { below: null, belowCalls: null, intervalMs: 5 };
const SILENT: Finding<number> = { kind: 'failed', answer: { kind: 'silent', cause: null } };

let watch: BalanceWatch | null = null;
afterEach(() => watch?.close());

/** A watch over answers in turn, the last one again and again. */
function over(answers: readonly (number | Finding<number | null>)[], rules: Partial<BalanceRules>) {
  let asked = 0;
  const balance = async (): Promise<Finding<number | null>> => {
    const answer = answers[Math.min(asked, answers.length - 1)]!;
    asked += 1;
    return typeof answer === 'number' ? { kind: 'found', value: answer } : answer;
  };
  watch = new BalanceWatch({ balance } as unknown as GatewayQuestions, { ...RULES, ...rules });
  const changes: BalanceState[] = [];
  watch.changes.subscribe((state) => changes.push(state));
  watch.start();
  return { watch, changes, asked: () => asked };
}

const levels = (changes: readonly BalanceState[]): string[] => changes.map(({ level }) => level);

describe('BalanceWatch', () => {
  it('tells when the balance falls below a bound in VND, and when it is above it again, once each', async () => {
    const { changes, asked } = over([5_000, 5_000, 999, 999, 998, 1_000], { below: 1_000 });
    await until(() => asked() > 8);
    expect(levels(changes)).toEqual(['ok', 'low', 'ok']);
    expect(changes[1]).toMatchObject({ balance: 999, callsLeft: null, at: expect.any(Date) });
  });

  it('tells when few calls are left, at the price of the latest ones', async () => {
    const { watch: watching, changes } = over([8_500], { belowCalls: 11 });
    await until(() => changes.length === 1);
    expect(changes[0]).toMatchObject({ level: 'ok', callsLeft: null });
    watching.notePrice(850);
    await until(() => changes.length === 2);
    expect(changes[1]).toMatchObject({ level: 'low', callsLeft: 10, pricePerCall: 850 });
  });

  it('averages prices, and learns nothing from a call that cost nothing', async () => {
    const { watch: watching, changes, asked } = over([1_000], { below: 1 });
    for (const price of [100, 200, 0, null, -5]) watching.notePrice(price);
    const before = asked();
    await until(() => changes.length === 1 && asked() > before + 1);
    expect(watching.state.pricePerCall).toBeCloseTo(110);
  });

  it('keeps what is known while the gateway does not say', async () => {
    const {
      watch: watching,
      changes,
      asked,
    } = over([900, SILENT, { kind: 'found', value: null }, SILENT], { below: 1_000 });
    await until(() => asked() > 5);
    expect(levels(changes)).toEqual(['low']);
    expect(watching.state).toMatchObject({ level: 'low', balance: 900 });
  });

  it('asks no more once it is closed', async () => {
    const { watch: watching, asked } = over([1], { below: 2 });
    await until(() => asked() > 1);
    watching.close();
    const before = asked();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(asked()).toBeLessThanOrEqual(before + 1);
  });
});
