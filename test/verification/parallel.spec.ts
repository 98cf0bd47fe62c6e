import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { scaled } from '../support/scale.js';
import { startPair, type VerificationPair } from '../support/verification-pair.js';
import { STORE_KINDS } from '../support/verification-stores.js';

const REPETITIONS = scaled(25, 1_000);
const AT_ONCE = 50;

jest.setTimeout(scaled(20_000, 300_000));

const MAX_GUESSES = 5;

describe.each(STORE_KINDS)('fifty at once over $name', (kind) => {
  let pair: VerificationPair;
  let numbers = 0;

  beforeAll(async () => {
    pair = await startPair(kind);
  });

  afterAll(() => pair.stop());

  const nextPhone = (): string => `090${String(2_000_000 + ++numbers)}`;

  /** One step on one instance, or on both by turns. */
  const atOnce = <T>(instances: number, step: (host: VerificationPair['hosts'][0], n: number) => Promise<T>) =>
    Promise.all(Array.from({ length: AT_ONCE }, (_, n) => step(pair.hosts[n % instances]!, n)));

  const begin = async (): Promise<{ verificationId: string; code: string; wrong: string }> => {
    const { verificationId } = await pair.hosts[0].start({ phone: nextPhone() });
    return { verificationId, code: pair.hosts[0].code(), wrong: pair.hosts[0].wrongCode() };
  };

  /** Statuses, each with how often it was answered. */
  const countByStatus = (answers: readonly { status: string }[]): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
    return counts;
  };

  describe.each([1, 2])('on %i instances', (instances) => {
    it('of wrong codes exactly five are compared, then it is locked', async () => {
      for (let n = 0; n < REPETITIONS; n += 1) {
        const { verificationId, code, wrong } = await begin();
        const answers = await atOnce(instances, (host) => host.check(verificationId, wrong));
        expect(countByStatus(answers)).toEqual({ pending: MAX_GUESSES - 1, locked: AT_ONCE - MAX_GUESSES + 1 });
        expect(new Set(answers.map(({ attemptsLeft }) => attemptsLeft))).toEqual(new Set([4, 3, 2, 1, 0]));
        expect(await pair.hosts[0].check(verificationId, code)).toEqual({ status: 'locked', attemptsLeft: 0 });
      }
    });

    it('of right codes exactly one is approved', async () => {
      for (let n = 0; n < REPETITIONS; n += 1) {
        const { verificationId, code } = await begin();
        const answers = await atOnce(instances, (host) => host.check(verificationId, code));
        expect(countByStatus(answers)).toEqual({ approved: 1, 'not-found': AT_ONCE - 1 });
      }
    });

    it('of right codes among wrong ones one at most is approved, and no more than five are compared', async () => {
      for (let n = 0; n < REPETITIONS; n += 1) {
        const { verificationId, code, wrong } = await begin();
        const rightAt = n % 10;
        const answers = await atOnce(instances, (host, turn) =>
          host.check(verificationId, turn % 10 === rightAt ? code : wrong),
        );
        const { approved = 0, pending = 0 } = countByStatus(answers);
        expect(approved).toBeLessThanOrEqual(1);
        expect(pending).toBeLessThan(MAX_GUESSES);
      }
    });

    it('starts ring once', async () => {
      for (let n = 0; n < REPETITIONS; n += 1) {
        const phone = nextPhone();
        const before = pair.hosts[0].rings + pair.hosts[1].rings;
        const answers = await atOnce(instances, (host) => host.start({ phone }));
        expect(answers.filter(({ called }) => called)).toHaveLength(1);
        expect(new Set(answers.map(({ verificationId }) => verificationId)).size).toBe(1);
        expect(pair.hosts[0].rings + pair.hosts[1].rings - before).toBe(1);
      }
    });
  });
});
