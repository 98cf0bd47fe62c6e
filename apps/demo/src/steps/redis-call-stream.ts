import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { CallEvent } from 'nestjs-esms-voice';
import { writeStep } from './call-step.js';
import type { CallStream } from './call-stream.js';
import { RedisStepReader } from './redis-step-reader.js';
import { RedisStepWriter } from './redis-step-writer.js';
import { KEPT_STEPS, StepLog } from './step-log.js';

const KEY = 'esms:demo:steps';
const LOAD_MS = 1_000;
const GRACE_MS = 500;

/** The steps of all processes that share a Redis; an id of a step is its id in Redis's stream. */
export class RedisCallStream implements CallStream {
  readonly log = new StepLog();
  private readonly writer: RedisStepWriter;
  private reader: RedisStepReader | null = null;

  constructor(private readonly client: Redis) {
    this.writer = new RedisStepWriter(client, KEY, KEPT_STEPS);
  }

  publish(event: CallEvent): void {
    this.writer.write(writeStep(event));
  }

  follow(): Promise<void> {
    const reader = new RedisStepReader(this.client, KEY, this.log);
    this.reader = reader;
    const loaded = new Promise<void>((resolve) => void reader.run(KEPT_STEPS, resolve));
    return Promise.race([loaded, sleep(LOAD_MS, undefined, { ref: false })]);
  }

  async close(): Promise<void> {
    this.reader?.close();
    await this.writer.close(GRACE_MS);
  }
}
