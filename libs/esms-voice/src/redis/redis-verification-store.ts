import { randomUUID } from 'node:crypto';
import type { CheckResult } from '../verification/domain/decide-check.js';
import type { Verification } from '../verification/domain/verification.js';
import type { VerificationRules } from '../verification/domain/verification-rules.js';
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
import { toUnavailable } from '../verification/errors.js';
import { tagOfId } from '../verification/verification-keys.js';
import { RedisCommands } from './redis-commands.js';
import { RedisCounters } from './redis-counters.js';
import { resolveRedisOptions, type RedisOptions } from './redis-options.js';
import { readLane, readStarted, readTimeline } from './redis-replies.js';
import { RedisScript } from './redis-script.js';
import { CHECK } from './scripts/check.lua.js';
import { CANCEL, FIND, FORGIVE, NOTE, TAKE_BACK } from './scripts/number-steps.lua.js';
import { START } from './scripts/start.lua.js';
import { NONE, quoted, readVerification, wordOf } from './verification-line.js';

const SCRIPTS = {
  start: new RedisScript(START),
  check: new RedisScript(CHECK),
  cancel: new RedisScript(CANCEL),
  takeBack: new RedisScript(TAKE_BACK),
  note: new RedisScript(NOTE),
  find: new RedisScript(FIND),
  forgive: new RedisScript(FORGIVE),
};

type Words = readonly (string | number)[];

/** The tag of a slot, and the id, purpose and user of what is looked for in it. */
type Place = readonly [tag: string, reference: Words];

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
    this.commands = new RedisCommands(resolved, toUnavailable);
    this.prefix = `${resolved.keyPrefix}v:`;
  }

  /** @throws VerificationUnavailableError */
  async start(ask: StartAsk): Promise<Started> {
    return readStarted((await this.run('start', tagOfId(ask.id), wordsOfStart(ask))) as string[]);
  }

  /** @throws VerificationUnavailableError */
  async takeBack({ id, at, requestId, before, entry }: RingToTakeBack): Promise<void> {
    const ring = [entry.at, id, at, entry.what, quoted(entry.why), requestId];
    await this.run('takeBack', tagOfId(id), before ? [...ring, ...wordsOfWindow(before)] : ring);
  }

  /** @throws VerificationUnavailableError */
  async check({ reference, proofsOf, now, rules }: CheckAsk): Promise<Checked> {
    const { maxGuesses, failures } = rules;
    const guess = [randomUUID(), maxGuesses, failures.max, flag(failures.recordOnly)];
    const [result, text] = await this.firstThatKnows('check', reference, (tag, which) => [
      now,
      ...which,
      ...guess,
      ...proofsOf(tag),
    ]);
    return { result: result as CheckResult, verification: readVerification(text) };
  }

  /** @throws VerificationUnavailableError */
  async cancel(reference: VerificationReference, now: number): Promise<Verification | null> {
    const [, text] = await this.firstThatKnows('cancel', reference, (_tag, which) => [now, ...which]);
    return readVerification(text);
  }

  /** @throws VerificationUnavailableError */
  async find(id: string, now: number): Promise<FoundVerification | null> {
    const found = (await this.run('find', tagOfId(id), [now, id])) as [string, string, string] | null;
    if (!found) return null;
    const [verification, lane, timeline] = found;
    return { verification: readVerification(verification)!, lane: readLane(lane), timeline: readTimeline(timeline) };
  }

  /** @throws VerificationUnavailableError */
  async note(id: string, entry: TimelineEntry): Promise<void> {
    await this.run('note', tagOfId(id), [entry.at, id, entry.what, quoted(entry.why)]);
  }

  /** @throws VerificationUnavailableError */
  async forgive(tag: string): Promise<void> {
    await this.run('forgive', tag, [0]);
  }

  /** Asks one slot after the other while they say that they do not know the verification. */
  private async firstThatKnows(
    step: 'check' | 'cancel',
    reference: VerificationReference,
    wordsFor: (tag: string, which: Words) => Words,
  ): Promise<[string, string]> {
    let reply: [string, string] = ['not-found', ''];
    for (const [tag, which] of placesOf(reference)) {
      reply = (await this.run(step, tag, wordsFor(tag, which))) as [string, string];
      if (reply[0] !== 'not-found' || reply[1] !== '') break;
    }
    return reply;
  }

  private run(step: keyof typeof SCRIPTS, tag: string, words: Words): Promise<unknown> {
    return this.commands.run(SCRIPTS[step], [`${this.prefix}{${tag}}`], [words.join(' ')]);
  }
}

function placesOf(reference: VerificationReference): Place[] {
  if ('id' in reference) return [[tagOfId(reference.id), [reference.id, NONE, NONE]]];
  const { tags, purpose, user } = reference;
  return tags.map((tag) => [tag, [NONE, purpose, wordOf(user)]]);
}

/** In the order in which the script reads them. */
const wordsOfStart = (ask: StartAsk): Words => [
  ask.now,
  ask.id,
  ask.windowId,
  ask.proof,
  ask.requestId,
  ask.phone,
  ask.purpose,
  wordOf(ask.user),
  wordsOfRules(ask.rules),
];

/** The rules hardly ever change from one start to the next. */
const knownRules = new WeakMap<VerificationRules, string>();

function wordsOfRules(rules: VerificationRules): string {
  const known = knownRules.get(rules);
  if (known !== undefined) return known;
  const { lifetimeMs, newCodeEachCall, cooldownsMs, failures, callsPerDay, callsPerHour } = rules;
  const bounds = [failures, callsPerDay, callsPerHour].flatMap(({ max, recordOnly }) => [max, flag(recordOnly)]);
  const words = [lifetimeMs, flag(newCodeEachCall), cooldownsMs.join(','), ...bounds].join(' ');
  knownRules.set(rules, words);
  return words;
}

/** What a call that was not placed gives way to. */
const wordsOfWindow = ({ windowId, proof, expiresAt, calledAt, requestId }: Verification): Words => [
  windowId,
  proof,
  expiresAt,
  calledAt,
  requestId,
];

const flag = (value: boolean): number => (value ? 1 : 0);
