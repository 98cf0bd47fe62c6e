import { randomUUID } from 'node:crypto';
import type { CheckResult } from '../verification/domain/decide-check.js';
import type { Verification } from '../verification/domain/verification.js';
import type { Counters } from '../verification/stores/counters.js';
import type {
  CheckAsk,
  Checked,
  FoundVerification,
  RingToTakeBack,
  StartAsk,
  Started,
  VerificationReference,
  VerificationStore,
} from '../verification/stores/verification-store.js';
import type { TimelineEntry } from '../verification/domain/verification.js';
import { tagOfId } from '../verification/verification-keys.js';
import { RedisCommands } from './redis-commands.js';
import { RedisCounters } from './redis-counters.js';
import { resolveRedisOptions, type RedisOptions } from './redis-options.js';
import { readLane, readStarted, readTimeline, readVerification } from './redis-replies.js';
import { RedisScript } from './redis-script.js';
import { CHECK } from './scripts/check.lua.js';
import { CANCEL, FIND, FORGIVE, NOTE, TAKE_BACK } from './scripts/number-steps.lua.js';
import { START } from './scripts/start.lua.js';

const SCRIPTS = {
  start: new RedisScript(START),
  check: new RedisScript(CHECK),
  cancel: new RedisScript(CANCEL),
  takeBack: new RedisScript(TAKE_BACK),
  note: new RedisScript(NOTE),
  find: new RedisScript(FIND),
  forgive: new RedisScript(FORGIVE),
};

/** The keys of a number: see {@link SLOT}. */
type Place = readonly [tag: string, reference: object];

/**
 * Verifications that all processes share, in one Redis or a Redis Cluster: each step is one script in the slot of the
 * number. A step that is out of time may still have been done: a call was counted that is not placed, or a code was used up
 * that was not reported as right. It never approves twice.
 */
export class RedisVerificationStore implements VerificationStore {
  readonly isShared = true;
  readonly counters: Counters;
  private readonly commands: RedisCommands;
  private readonly prefix: string;

  /** @throws EsmsVoiceOptionsError that names each option and its rule. */
  constructor(options: RedisOptions) {
    const resolved = resolveRedisOptions(options, 'RedisVerificationStore');
    this.counters = new RedisCounters(options);
    this.commands = new RedisCommands(resolved);
    this.prefix = `${resolved.keyPrefix}v:`;
  }

  /** @throws VerificationUnavailableError */
  async start(ask: StartAsk): Promise<Started> {
    return readStarted((await this.run('start', tagOfId(ask.id), ask)) as string[]);
  }

  /** @throws VerificationUnavailableError */
  async takeBack({ id, at, entry }: RingToTakeBack): Promise<void> {
    await this.run('takeBack', tagOfId(id), { id, at, ...noteOf(entry) });
  }

  /** @throws VerificationUnavailableError */
  async check({ reference, proofsOf, now, rules }: CheckAsk): Promise<Checked> {
    const guess = { now, rules, guessId: randomUUID() };
    const [result, text] = await this.firstThatKnows('check', reference, (tag) => ({
      ...guess,
      proofs: proofsOf(tag),
    }));
    return { result: result as CheckResult, verification: readVerification(text) };
  }

  /** @throws VerificationUnavailableError */
  async cancel(reference: VerificationReference, now: number): Promise<Verification | null> {
    const [, text] = await this.firstThatKnows('cancel', reference, () => ({ now }));
    return readVerification(text);
  }

  /** @throws VerificationUnavailableError */
  async find(id: string, now: number): Promise<FoundVerification | null> {
    const found = (await this.run('find', tagOfId(id), { id, now })) as [string, string, string] | null;
    if (!found) return null;
    const [verification, lane, timeline] = found;
    return { verification: readVerification(verification)!, lane: readLane(lane), timeline: readTimeline(timeline) };
  }

  /** @throws VerificationUnavailableError */
  async note(id: string, entry: TimelineEntry): Promise<void> {
    await this.run('note', tagOfId(id), { id, ...noteOf(entry) });
  }

  /** @throws VerificationUnavailableError */
  async forgive(tag: string): Promise<void> {
    await this.run('forgive', tag, {});
  }

  /** Asks one slot after the other while they say that they do not know the verification. */
  private async firstThatKnows(
    step: 'check' | 'cancel',
    reference: VerificationReference,
    askOf: (tag: string) => object,
  ): Promise<[string, string]> {
    let reply: [string, string] = ['not-found', ''];
    for (const [tag, which] of placesOf(reference)) {
      reply = (await this.run(step, tag, { ...which, ...askOf(tag) })) as [string, string];
      if (reply[0] !== 'not-found' || reply[1] !== '') break;
    }
    return reply;
  }

  private run(step: keyof typeof SCRIPTS, tag: string, ask: object): Promise<unknown> {
    const number = `${this.prefix}{${tag}}`;
    return this.commands.run(SCRIPTS[step], [number, `${number}:verifications`], ask);
  }
}

function placesOf(reference: VerificationReference): Place[] {
  if ('id' in reference) return [[tagOfId(reference.id), { id: reference.id }]];
  const { tags, purpose, user } = reference;
  return tags.map((tag) => [tag, { purpose, user }]);
}

const noteOf = ({ at, what, why }: TimelineEntry): object => ({ now: at, what, why });
