import { randomBytes } from 'node:crypto';
import type { CallEvent } from 'nestjs-esms-voice';
import { writeStep } from './call-step.js';
import type { CallStream } from './call-stream.js';
import { StepLog } from './step-log.js';

/** The steps of this process alone. An id tells the process that gave it, so that a restart is seen. */
export class InMemoryCallStream implements CallStream {
  readonly log = new StepLog();
  private readonly boot = randomBytes(4).toString('hex');

  publish(event: CallEvent): void {
    this.log.add(`${this.boot}-${this.log.head}`, writeStep(event));
  }

  async follow(): Promise<void> {
    // There is nothing but what `publish` brings.
  }

  async close(): Promise<void> {
    // It holds nothing open.
  }
}
