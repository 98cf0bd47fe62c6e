import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { scaled } from '../../../../test/support/scale.js';
import { DAY_MS, HOUR_MS, NUMBER_KEPT_MS } from '../verification/domain/verification.js';
import type { VerificationRules } from '../verification/domain/verification-rules.js';
import { InMemoryVerificationStore } from '../verification/stores/in-memory-verification-store.js';
import { askFor, MINUTE, newTag, NOON, RULES } from '../verification/stores/number-under-test.contract.js';
import type {
  RingToTakeBack,
  VerificationReference,
  VerificationStore,
} from '../verification/stores/verification-store.js';
import { RedisVerificationStore } from './redis-verification-store.js';
import { openTwo, SERVERS, type TwoClients } from './stores-of-redis.contract.js';

const RUNS = scaled(60, 1_000);
const STEPS = 60;
const LIMIT_MS = scaled(30_000, 400_000);

const CODES = ['111', '222'];
const PURPOSES = ['login', 'pay:bill'];
const USERS = ['', 'ann', 'bob'];
const NUMBERS = 2;
/** Beside the pauses and bounds of the rules, to the millisecond, and far beyond them. */
const jump = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(0, 1, 999, MINUTE - 1, MINUTE, 2 * MINUTE) },
  { weight: 3, arbitrary: fc.constantFrom(3 * MINUTE - 1, 3 * MINUTE, HOUR_MS - MINUTE, HOUR_MS) },
  fc.constantFrom(DAY_MS - 1, DAY_MS, NUMBER_KEPT_MS - 1, NUMBER_KEPT_MS),
);

const bound = (max: number): fc.Arbitrary<VerificationRules['failures']> =>
  fc.record({ max: fc.integer({ min: 1, max }), recordOnly: fc.boolean() });

const anyRules: fc.Arbitrary<VerificationRules> = fc.record({
  lifetimeMs: fc.constantFrom(MINUTE, RULES.lifetimeMs),
  maxGuesses: fc.integer({ min: 1, max: 4 }),
  newCodeEachCall: fc.boolean(),
  cooldownsMs: fc.constantFrom([0], [MINUTE], RULES.cooldownsMs),
  callsPerHour: bound(4),
  callsPerDay: bound(6),
  failures: bound(6),
});

const number = fc.nat({ max: NUMBERS - 1 });
/** Which of the verifications that were opened, the latest first; or by purpose, over all tags or the first. */
const target = fc.oneof(
  { weight: 3, arbitrary: fc.record({ by: fc.constant('id' as const), back: fc.nat({ max: 4 }) }) },
  fc.record({
    by: fc.constant('reference' as const),
    purpose: fc.constantFrom(...PURPOSES),
    user: fc.constantFrom(...USERS),
    tags: fc.shuffledSubarray([0, 1, 2], { minLength: 1 }),
  }),
);
type Target = typeof target extends fc.Arbitrary<infer T> ? T : never;

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('start' as const),
      number,
      purpose: fc.constantFrom(...PURPOSES),
      user: fc.constantFrom(...USERS),
      code: fc.constantFrom(...CODES),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('check' as const), target, code: fc.constantFrom(...CODES) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: jump }) },
  fc.record({ do: fc.constant('cancel' as const), target }),
  fc.record({ do: fc.constant('takeBack' as const), back: fc.nat({ max: 4 }) }),
  fc.record({ do: fc.constant('note' as const), back: fc.nat({ max: 4 }), why: fc.option(fc.string()) }),
  fc.record({ do: fc.constant('forgive' as const), number }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Takes the same steps through two stores; each answer, and what is found afterwards, must be the same. */
class Pair {
  private readonly tags = Array.from({ length: NUMBERS + 1 }, newTag);
  private readonly ids: string[] = [];
  private readonly calls: Omit<RingToTakeBack, 'entry'>[] = [];
  private now = NOON;
  private steps = 0;

  constructor(
    private readonly specification: VerificationStore,
    private readonly stores: readonly [VerificationStore, VerificationStore],
    private readonly rules: VerificationRules,
  ) {}

  async take(taken: Step): Promise<void> {
    const { now } = this;
    if (taken.do === 'wait') this.now += taken.ms;
    if (taken.do === 'start') await this.start(taken);
    if (taken.do === 'check') await this.check(taken.target, taken.code);
    if (taken.do === 'cancel') await this.both((store) => store.cancel(this.referenceOf(taken.target), now));
    if (taken.do === 'takeBack') {
      const unknown = { id: this.idAt(0), at: now, requestId: 'v-unknown', before: null };
      const call = this.calls.at(-1 - taken.back) ?? unknown;
      await this.both((store) => store.takeBack({ ...call, entry: { at: now, what: 'not-called', why: 'E' } }));
    }
    if (taken.do === 'note') {
      const entry = { at: now, what: 'limited', why: taken.why } as const;
      await this.both((store) => store.note(this.idAt(taken.back), entry));
    }
    if (taken.do === 'forgive') await this.both((store) => store.forgive(this.tags[taken.number]!));
    await Promise.all(this.ids.slice(-4).map((id) => this.both((store) => store.find(id, this.now))));
  }

  private async start({ number: index, purpose, user, code }: Extract<Step, { do: 'start' }>): Promise<void> {
    const tag = this.tags[index]!;
    const ask = askFor(tag, this.now, { purpose, user, proof: `k1:${tag}${code}`, rules: this.rules });
    const { decision, verification, before } = await this.both((store) => store.start(ask));
    if (decision.kind !== 'ring') return;
    this.calls.push({ id: verification!.id, at: this.now, requestId: ask.requestId, before });
    if (decision.opening === 'new') this.ids.push(verification!.id);
  }

  private async check(of: Target, code: string): Promise<void> {
    const proofsOf = (tag: string): string[] => [`k0:${tag}${code}`, `k1:${tag}${code}`];
    const reference = this.referenceOf(of);
    await this.both((store) => store.check({ reference, proofsOf, now: this.now, rules: this.rules }));
  }

  private referenceOf(of: Target): VerificationReference {
    if (of.by === 'id') return { id: this.idAt(of.back) };
    return { tags: of.tags.map((index) => this.tags[index]!), purpose: of.purpose, user: of.user };
  }

  private idAt(back: number): string {
    if (this.ids.length === 0) return `${this.tags[0]!}${'x'.repeat(22)}`;
    return this.ids.at(-1 - (back % this.ids.length))!;
  }

  private async both<T>(ask: (store: VerificationStore) => Promise<T>): Promise<T> {
    const expected = await ask(this.specification);
    this.steps += 1;
    expect(await ask(this.stores[this.steps % 2 === 0 ? 0 : 1])).toStrictEqual(expected);
    return expected;
  }
}

describe.each(SERVERS)('the scripts on %s', (_name, open) => {
  let clients: TwoClients;
  beforeAll(async () => {
    clients = await openTwo(open);
  });
  afterAll(() => clients.dispose());

  it(
    `answer as the rules in TypeScript do, step by step (${RUNS} sequences of up to ${STEPS})`,
    async () => {
      const stores = [new RedisVerificationStore(clients.one), new RedisVerificationStore(clients.other)] as const;
      const sequences = fc.array(step, { minLength: 10, maxLength: STEPS, size: 'max' });
      await fc.assert(
        fc.asyncProperty(anyRules, sequences, async (chosen, steps) => {
          const pair = new Pair(new InMemoryVerificationStore(), stores, chosen);
          for (const taken of steps) await pair.take(taken);
        }),
        { numRuns: RUNS },
      );
    },
    LIMIT_MS,
  );
});
