import type { LoggerService } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { EsmsVoiceService, type CallRecord, type InMemoryCallJournal } from '../../libs/esms-voice/src/index.js';
import {
  EsmsDispatcher,
  EsmsDispatchModule,
  type DispatchEvent,
  type EsmsDispatchOptions,
  type QueueableCall,
} from '../../libs/esms-voice/src/dispatch/index.js';
import {
  EsmsRecorder,
  EsmsVoiceTestingModule,
  type EsmsVoiceTestOptions,
} from '../../libs/esms-voice/src/testing/index.js';
import { until } from './until.js';

const WAIT_MS = 10_000;

/** A good call; the number and the content are told nowhere. */
export const otp = (requestId?: string, content = 'canary-content 686868'): QueueableCall => ({
  kind: 'otp',
  phone: '0901888484',
  content,
  ...(requestId !== undefined && { requestId }),
});

/** A dispatcher over the recording transport. */
export class DispatchHost {
  readonly events: DispatchEvent[] = [];
  /** What was logged, a text a line. */
  readonly logged: string[] = [];
  private module!: TestingModule;

  static async start(options: EsmsDispatchOptions = {}, voice: EsmsVoiceTestOptions = {}): Promise<DispatchHost> {
    const host = new DispatchHost();
    const quick = { retryDelayMs: 5, maxRetryDelayMs: 5, ...options };
    const imports = [EsmsVoiceTestingModule.forTest(voice), EsmsDispatchModule.forRoot(quick)];
    host.module = await Test.createTestingModule({ imports }).setLogger(host.logger()).compile();
    host.dispatcher.events.subscribe((event) => host.events.push(event));
    await host.module.init();
    return host;
  }

  get dispatcher(): EsmsDispatcher {
    return this.module.get(EsmsDispatcher);
  }

  get voice(): EsmsVoiceService {
    return this.module.get(EsmsVoiceService);
  }

  get recorder(): EsmsRecorder {
    return this.module.get(EsmsRecorder);
  }

  /** Request ids in the order of their attempts on the wire. */
  get sent(): string[] {
    return this.recorder.calls.map(({ requestId }) => requestId);
  }

  /** `rejected/expired` and the like; `null`: there is no such call. */
  async stateOf(requestId: string): Promise<string | null> {
    const call = await this.voice.getCall(requestId);
    return call && (call.reason === null ? call.state : `${call.state}/${call.reason}`);
  }

  reaches(requestId: string, state: string): Promise<void> {
    return until(async () => (await this.stateOf(requestId)) === state, WAIT_MS);
  }

  /** The types of the events of a call; a step tells its state. */
  toldOf(requestId: string): string[] {
    const events = this.events.filter((event) => event.requestId === requestId);
    return events.map((event) => (event.type === 'step' ? event.step.type : event.type));
  }

  stop(): Promise<void> {
    return this.module.close();
  }

  private logger(): LoggerService {
    const write = (...parts: unknown[]): void => void this.logged.push(parts.map(String).join(' '));
    return { log: () => undefined, warn: write, error: write, debug: write, verbose: write, fatal: write };
  }
}

/** Changes a call behind everybody's back. */
export const tamper = (journal: InMemoryCallJournal, requestId: string, change: Partial<CallRecord>) =>
  journal.update({ account: 'default', requestId }, (record) => ({
    record: { ...record, ...change } as CallRecord,
    result: null,
  }));
