import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CallKey, CallRecord } from '../../calls/call-record.js';
import type { Change, Updated } from '../../journal/call-journal.store.js';
import { readCall, writeCall } from './call-line.js';
import { newWriteId } from './write-id.js';
import type { JournalScripts } from './journal-scripts.js';
import { wordOf } from './word.js';

/** How often a writer is faster than others or not before it takes its place in a line. */
const FREE_TRIES = 3;
const LONGEST_PAUSE_MS = 8;
const NO_TICKET = '';

type Reply = readonly ['written' | 'gone'] | readonly ['changed' | 'wait', string];

/**
 * Changes one call: one read and one script where nobody else writes it. Whoever was slower is given the call as it is now
 * and tries again; who was slower too often, or meets others who were, waits in a line, so that nobody is passed over.
 */
export class CallWriter<T> {
  private tries = 0;
  private ticket = NO_TICKET;

  constructor(
    private readonly scripts: JournalScripts,
    private readonly key: CallKey,
    private readonly change: (record: CallRecord) => Change<T>,
    private readonly retentionMs: number,
  ) {}

  async update(): Promise<Updated<T> | null> {
    try {
      return await this.changeUntilWritten();
    } finally {
      await this.leaveLine();
    }
  }

  private async changeUntilWritten(): Promise<Updated<T> | null> {
    const { account, requestId } = this.key;
    let text = await this.scripts.call(account, requestId);
    while (text !== null) {
      const before = readCall(text);
      const { record, result } = this.change(before);
      const reply: Reply = record === before ? ['written'] : await this.replace(before, record);
      if (reply[0] === 'written') return { before, record, result };
      text = reply[1] ?? null;
      if (text !== null) await this.pause(reply[0] === 'wait');
    }
    return null;
  }

  private async replace(before: CallRecord, after: CallRecord): Promise<Reply> {
    const words = [before.version, writeCall(after, newWriteId()), this.retentionMs, this.ticket];
    const reply = (await this.scripts.run('replace', before.account, words)) as Reply;
    if (reply[0] === 'written') this.ticket = NO_TICKET;
    return reply;
  }

  /** Random, so that writers of one moment do not meet again. Whoever comes first in the line does not wait. */
  private async pause(hasToWait: boolean): Promise<void> {
    this.tries += 1;
    if (hasToWait || this.tries >= FREE_TRIES) this.ticket ||= randomUUID();
    if (hasToWait || this.ticket === NO_TICKET) await sleep(Math.random() * LONGEST_PAUSE_MS);
  }

  /** Where the change fails or has nothing to write any more, others need not wait until the ticket is over. */
  private async leaveLine(): Promise<void> {
    if (this.ticket === NO_TICKET) return;
    const words = [wordOf(this.key.requestId), this.ticket];
    await this.scripts.run('leave', this.key.account, words).catch(() => undefined);
  }
}
