import type { LoggerService } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { parseCallback } from '../../libs/esms-voice/src/callbacks/parse-callback.js';
import { EsmsCallbacks, EsmsVoiceService } from '../../libs/esms-voice/src/index.js';
import {
  EsmsRecorder,
  EsmsVoiceTestingModule,
  type EsmsVoiceTestOptions,
} from '../../libs/esms-voice/src/testing/index.js';
import {
  EsmsVerificationModule,
  EsmsVerificationService,
  type CheckedVerification,
  type EsmsVerificationOptions,
  type StartedVerification,
  type StartVerificationInput,
  type VerificationEvent,
} from '../../libs/esms-voice/src/verification/index.js';
import { spokenCode } from './spoken-code.js';

/** When the clock of a test starts. */
export const T0 = Date.UTC(2026, 5, 15);
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** Who is rung where a test does not care. */
export const PHONE = '0901888484';

/** A verification service over the recording transport, on a clock that the test moves. */
export class VerificationHost {
  readonly events: VerificationEvent[] = [];
  /** What was logged, a text a line. */
  readonly logged: string[] = [];
  private module!: TestingModule;

  private constructor(readonly clock: { now: number }) {}

  /** @param clock shared by hosts that stand for instances of one application. */
  static async start(
    options: EsmsVerificationOptions = {},
    voice: EsmsVoiceTestOptions = {},
    clock = { now: T0 },
  ): Promise<VerificationHost> {
    const host = new VerificationHost(clock);
    const verification = EsmsVerificationModule.forRoot({ clock: () => clock.now, ...options });
    const imports = [EsmsVoiceTestingModule.forTest(voice), verification];
    host.module = await Test.createTestingModule({ imports }).setLogger(host.logger()).compile();
    await host.module.init();
    host.service.events.subscribe((event) => host.events.push(event));
    return host;
  }

  get service(): EsmsVerificationService {
    return this.module.get(EsmsVerificationService);
  }

  get voice(): EsmsVoiceService {
    return this.module.get(EsmsVoiceService);
  }

  get recorder(): EsmsRecorder {
    return this.module.get(EsmsRecorder);
  }

  /** How often a phone would have rung. */
  get rings(): number {
    return this.recorder.calls.length;
  }

  advance(ms: number): void {
    this.clock.now += ms;
  }

  start(change: Partial<StartVerificationInput> = {}): Promise<StartedVerification> {
    return this.service.start({ phone: PHONE, purpose: 'login', ...change });
  }

  /** Starts, and gives what `start` refused with. @throws Error where it did not refuse */
  async refusal(change: Partial<StartVerificationInput> = {}): Promise<unknown> {
    const started = await this.start(change).catch((error: unknown) => ({ error }));
    if ('error' in started) return started.error;
    throw new Error('The start was not refused.');
  }

  check(verificationId: string, code: string): Promise<CheckedVerification> {
    return this.service.check({ verificationId, code });
  }

  /** Guesses wrong so many times, and gives what each came to. */
  async guessWrong(verificationId: string, times: number): Promise<CheckedVerification[]> {
    const results: CheckedVerification[] = [];
    for (let n = 0; n < times; n += 1) results.push(await this.check(verificationId, this.wrongCode()));
    return results;
  }

  /** The code that was spoken last. */
  code(phone?: string): string {
    return spokenCode(this.recorder.lastContent(phone) ?? '');
  }

  /** A code that was not spoken last. */
  wrongCode(): string {
    const right = this.code();
    return String((Number(right) + 1) % 10 ** right.length).padStart(right.length, '0');
  }

  /** Takes a callback of the gateway about a call; `query` as `smsReport` writes it. */
  async report(requestId: string, query: string): Promise<void> {
    const callbacks = this.module.get(EsmsCallbacks, { strict: false });
    await callbacks.receive({ account: 'default', requestId, callback: parseCallback(query), query });
  }

  /** The events so far, once they are delivered. */
  async told(): Promise<readonly VerificationEvent[]> {
    await new Promise((resolve) => setImmediate(resolve));
    return this.events;
  }

  async toldTypes(): Promise<readonly string[]> {
    return (await this.told()).map(({ type }) => type);
  }

  stop(): Promise<void> {
    return this.module.close();
  }

  private logger(): LoggerService {
    const write = (...parts: unknown[]): void => void this.logged.push(parts.map(String).join(' '));
    return { log: write, warn: write, error: write, debug: write, verbose: write, fatal: write };
  }
}
