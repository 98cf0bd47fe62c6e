import {
  oldestSlice,
  sliceLeavesAt,
  sliceMs,
  sliceOf,
  sumSlices,
  type Counter,
  type Counters,
  type Taken,
} from '../verification/stores/counters.js';
import { toUnavailable } from '../verification/errors.js';
import { RedisCommands } from './redis-commands.js';
import { resolveRedisOptions, type RedisOptions } from './redis-options.js';
import { RedisScript } from './redis-script.js';
import { ADD, TAKE } from './scripts/counters.lua.js';

const take = new RedisScript(TAKE);
const add = new RedisScript(ADD);

/** Counters that all processes share; a hash of slices each, which ends with the second window after its last use. */
export class RedisCounters implements Counters {
  private readonly commands: RedisCommands;
  private readonly prefix: string;

  /** @throws EsmsVoiceOptionsError that names each option and its rule. */
  constructor(options: RedisOptions) {
    const resolved = resolveRedisOptions(options, 'RedisCounters');
    this.commands = new RedisCommands(resolved, toUnavailable);
    this.prefix = `${resolved.keyPrefix}c:`;
  }

  /** @throws VerificationUnavailableError */
  async take(counter: Counter, amount: number, max: number, now: number): Promise<Taken> {
    const words = [...wordsOf(counter, amount, now), max, oldestSlice(counter, now)];
    const reply = await this.commands.run(take, [this.keyOf(counter)], words);
    const [word, sum, freed] = reply as [string, string, string];
    const retryAt = freed === '' ? null : sliceLeavesAt(counter, Number(freed));
    return { isTaken: word === 'taken', sum: Number(sum), retryAt };
  }

  /** @throws VerificationUnavailableError */
  async add(counter: Counter, amount: number, at: number, once?: string): Promise<void> {
    const key = this.keyOf(counter);
    const keys = once === undefined ? [key] : [key, `${key}:once:${once}`];
    await this.commands.run(add, keys, wordsOf(counter, amount, at));
  }

  /** @throws VerificationUnavailableError */
  async sum(counter: Counter, from: number, to: number): Promise<number> {
    const slices = Object.entries(await this.commands.hash(this.keyOf(counter)));
    return sumSlices(
      counter,
      slices.map(([slice, held]) => [Number(slice), Number(held)]),
      from,
      to,
    );
  }

  private keyOf({ key }: Counter): string {
    return `${this.prefix}{${key}}`;
  }
}

/** In the order in which the scripts read them. */
const wordsOf = (counter: Counter, amount: number, at: number): number[] => [
  amount,
  sliceOf(counter, at),
  sliceOf(counter, at - 2 * counter.windowMs),
  2 * counter.windowMs + sliceMs(counter.windowMs),
];
