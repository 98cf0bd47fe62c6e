import { randomBytes } from 'node:crypto';
import type { VerificationRules } from '../domain/verification-rules.js';
import type { TimelineEntry, Verification } from '../domain/verification.js';
import type {
  Checked,
  FoundVerification,
  RingToTakeBack,
  StartAsk,
  Started,
  VerificationReference,
  VerificationStore,
} from './verification-store.js';

/** An empty store, seen by two processes: a store that lives in one process is both. */
export interface StoresUnderTest {
  readonly one: VerificationStore;
  readonly other: VerificationStore;
  /** Closes both and drops what they hold. */
  readonly dispose: () => Promise<void>;
}

export const NOON = Date.UTC(2026, 5, 15, 12);
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;

export const RULES: VerificationRules = {
  lifetimeMs: 3 * MINUTE,
  maxGuesses: 5,
  newCodeEachCall: false,
  cooldownsMs: [MINUTE, 2 * MINUTE, 5 * MINUTE],
  callsPerHour: { max: 3, recordOnly: false },
  callsPerDay: { max: 5, recordOnly: false },
  failures: { max: 100, recordOnly: false },
};

/** No rule says no, but for the lifetime and the guesses. */
export const LENIENT: VerificationRules = {
  ...RULES,
  cooldownsMs: [0],
  callsPerHour: { max: 100, recordOnly: true },
  callsPerDay: { max: 100, recordOnly: true },
};

export const RIGHT = '314159';
export const WRONG = '271828';

const random = (bytes: number): string => randomBytes(bytes).toString('base64url');

export const newTag = (): string => random(12);
const proofOf = (tag: string, code: string): string => `k1:${tag}:${code}`;

/** A start; whatever it opens takes the code {@link RIGHT}. */
export function askFor(tag: string, now: number, change: Partial<StartAsk> = {}): StartAsk {
  return {
    id: tag + random(16),
    windowId: random(16),
    proof: proofOf(tag, RIGHT),
    requestId: `v-${random(16)}`,
    phone: '090****484',
    purpose: 'login',
    user: '',
    now,
    rules: RULES,
    ...change,
  };
}

/** What a call that is taken back gives way to. */
type Undo = Partial<Pick<RingToTakeBack, 'requestId' | 'before'>>;

/** One number and a clock; each step goes through the other of the two stores. */
export class NumberUnderTest {
  readonly tag = newTag();
  now = NOON;
  private steps = 0;

  constructor(
    private readonly stores: Pick<StoresUnderTest, 'one' | 'other'>,
    public rules: VerificationRules = RULES,
  ) {}

  wait(ms: number): this {
    this.now += ms;
    return this;
  }

  start(change: Partial<StartAsk> = {}): Promise<Started> {
    return this.store.start(askFor(this.tag, this.now, { rules: this.rules, ...change }));
  }

  /** Starts where that is let through. */
  async ring(change: Partial<StartAsk> = {}): Promise<Verification> {
    const { decision, verification } = await this.start(change);
    if (decision.kind !== 'ring') throw new Error(`Not rung: ${decision.kind} by ${decision.breach.rule}`);
    return verification!;
  }

  check(which: string | VerificationReference, code: string): Promise<Checked> {
    const reference = typeof which === 'string' ? { id: which } : which;
    const proofsOf = (tag: string): string[] => [`k0:${tag}:${code}`, proofOf(tag, code)];
    return this.store.check({ reference, proofsOf, now: this.now, rules: this.rules });
  }

  async results(which: string | VerificationReference, ...codes: readonly string[]): Promise<string[]> {
    const results = [];
    for (const code of codes) results.push((await this.check(which, code)).result);
    return results;
  }

  /** A user of the number who has typed a right code. */
  async prove(user: string): Promise<void> {
    const { id } = await this.ring({ user });
    await this.check(id, RIGHT);
  }

  cancel(which: string | VerificationReference): Promise<Verification | null> {
    return this.store.cancel(typeof which === 'string' ? { id: which } : which, this.now);
  }

  takeBack(id: string, at = this.now, { requestId = 'v-any', before = null }: Undo = {}): Promise<void> {
    const entry: TimelineEntry = { at: this.now, what: 'not-called', why: 'GATEWAY_UNREACHABLE' };
    return this.store.takeBack({ id, at, requestId, before, entry });
  }

  note(id: string, entry: Omit<TimelineEntry, 'at'>): Promise<void> {
    return this.store.note(id, { at: this.now, ...entry });
  }

  forgive(): Promise<void> {
    return this.store.forgive(this.tag);
  }

  find(id: string): Promise<FoundVerification | null> {
    return this.store.find(id, this.now);
  }

  /** What the timeline says, with the reasons but for request ids. */
  async story(id: string): Promise<string[]> {
    const { timeline } = (await this.find(id))!;
    return timeline.map(({ what, why }) => (why && !why.startsWith('v-') ? `${what} ${why}` : what));
  }

  private get store(): VerificationStore {
    this.steps += 1;
    return this.steps % 2 === 1 ? this.stores.one : this.stores.other;
  }
}
