import { describe, expect, it } from '@jest/globals';
import { scaled } from '../../../../../test/support/scale.js';
import { askFor, NumberUnderTest, RIGHT, RULES, WRONG } from './number-under-test.contract.js';
import type { StoresUnderTest } from './number-under-test.contract.js';

const AT_ONCE = 50;
const TIMES = scaled(20, 1_000);
const LIMIT_MS = scaled(20_000, 300_000);

/** What every store must do when much is asked of it in one moment. */
export function describeAtOnce(stores: () => StoresUnderTest): void {
  const number = (): NumberUnderTest => new NumberUnderTest(stores());
  const many = <T>(step: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: AT_ONCE }, step));
  const counted = (results: readonly string[]): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const result of results) counts[result] = (counts[result] ?? 0) + 1;
    return counts;
  };
  const checks = async (phone: NumberUnderTest, id: string, code: string): Promise<Record<string, number>> =>
    counted((await many(() => phone.check(id, code))).map(({ result }) => result));

  describe(`${AT_ONCE} at once, ${TIMES} times`, () => {
    it(
      'compares exactly as many wrong codes as may be guessed, and locks',
      async () => {
        for (let time = 0; time < TIMES; time += 1) {
          const phone = number();
          const { id } = await phone.ring();
          const { maxGuesses } = RULES;
          const expected = { wrong: maxGuesses - 1, locked: AT_ONCE - maxGuesses + 1 };
          expect(await checks(phone, id, WRONG)).toEqual(expected);
          expect(await phone.find(id)).toMatchObject({
            verification: { status: 'locked', guesses: maxGuesses },
            lane: { failures: maxGuesses },
          });
        }
      },
      LIMIT_MS,
    );

    it(
      'approves exactly one of the right codes',
      async () => {
        for (let time = 0; time < TIMES; time += 1) {
          const phone = number();
          const { id } = await phone.ring();
          expect(await checks(phone, id, RIGHT)).toEqual({ approved: 1, 'not-found': AT_ONCE - 1 });
        }
      },
      LIMIT_MS,
    );

    it(
      'rings once, and all others find the same verification',
      async () => {
        for (let time = 0; time < TIMES; time += 1) {
          const phone = number();
          const started = await many(() => phone.start());
          const kinds = started.map(({ decision }) => decision.kind);
          expect(counted(kinds)).toEqual({ ring: 1, wait: AT_ONCE - 1 });
          expect(new Set(started.map(({ verification }) => verification!.id)).size).toBe(1);
        }
      },
      LIMIT_MS,
    );

    it('keeps the calls of the number within its bound whatever the purposes', async () => {
      const phone = number();
      phone.rules = { ...RULES, cooldownsMs: [0] };
      let purpose = 0;
      const started = await many(() =>
        phone.start(
          askFor(phone.tag, phone.now, {
            purpose: `purpose-${(purpose += 1)}`,
            rules: phone.rules,
          }),
        ),
      );
      expect(counted(started.map(({ decision }) => decision.kind))).toEqual({ ring: 3, blocked: AT_ONCE - 3 });
    });
  });
}
