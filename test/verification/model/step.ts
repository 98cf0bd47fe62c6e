import type { AsyncCommand } from 'fast-check';
import { EsmsVoiceError } from 'nestjs-esms-voice';
import type { Outage } from '../../support/unreliable-store.js';
import type { VerificationHost } from '../../support/verification-host.js';
import type { VerificationPair } from '../../support/verification-pair.js';
import type { History } from './history.js';

/** What a step is done on, and whether the store of that instance works meanwhile. */
export interface Setting {
  readonly on: 0 | 1;
  /** The other instance does the same at the same time. */
  readonly isTwice: boolean;
  readonly outage: Outage | null;
}

export const STORE_DOWN = 'VERIFICATION_UNAVAILABLE';

/** One step of a run: it is done, and what came of it is held against the history. */
export abstract class Step<Plan extends object> implements AsyncCommand<History, VerificationPair> {
  constructor(readonly plan: Plan) {}

  check(_history: Readonly<History>): boolean {
    return true;
  }

  abstract run(history: History, pair: VerificationPair): Promise<void>;

  toString(): string {
    return `${this.constructor.name}(${JSON.stringify(this.plan)})`;
  }
}

/** The answers of the instances of a setting; a refusal as the code of its error. */
export async function answersOf<T>(
  pair: VerificationPair,
  { on, isTwice, outage }: Setting,
  act: (host: VerificationHost) => Promise<T>,
): Promise<(T | string)[]> {
  const hosts = isTwice ? [pair.hosts[on], pair.hosts[1 - on]!] : [pair.hosts[on]];
  pair.stores[on].outage = outage;
  const answers = await Promise.all(hosts.map((host) => act(host).catch(codeOf)));
  pair.stores[on].outage = null;
  return answers;
}

function codeOf(error: unknown): string {
  if (error instanceof EsmsVoiceError) return error.code;
  throw error;
}
