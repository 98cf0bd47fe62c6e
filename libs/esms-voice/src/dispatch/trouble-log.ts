import { Logger } from '@nestjs/common';
import { toBareCause } from '../errors/bare-cause.js';

/** An engine that cannot reach its store says so many times a second. */
const QUIET_MS = 30_000;

/** Logs what an engine fails with, by its code alone and now and then. */
export class TroubleLog {
  private readonly logger = new Logger('EsmsDispatcher');
  private quietUntil = 0;

  constructor(private readonly account: string) {}

  readonly tell = (error: unknown): void => {
    const now = performance.now();
    if (now < this.quietUntil) return;
    this.quietUntil = now + QUIET_MS;
    const { name, code } = toBareCause(error);
    this.logger.warn(`The queue of account ${this.account} fails: ${code ?? name}`);
  };

  /** What a queue in memory takes with it. */
  tellLost(count: number): void {
    if (count > 0)
      this.logger.warn(
        `${count} calls of account ${this.account} wait no longer: they stay queued in the journal and expire, unless they ` +
          'are queued again',
      );
  }
}
