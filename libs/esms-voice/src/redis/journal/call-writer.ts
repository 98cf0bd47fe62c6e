import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CallKey, CallRecord } from '../../calls/call-record.js';
import type { Change, Updated } from '../../journal/call-journal.store.js';
import { readCall, writeCall } from './call-line.js';
import { newWriteId } from './write-id.js';
import type { JournalScripts } from './journal-scripts.js';
import { wordOf } from './word.js';

/** Tries, short pauses between them, before a writer takes its place in the line. */
const FREE_TRIES = 2;
const LONGEST_PAUSE_MS = 4;
/** What each of those ahead in the line takes, about. */
const TURN_MS = 1;
const NO_TICKET = '';

/** `changed`: by another writer; with the call as it is now, and how many may write it first. */
type Reply = readonly ['written'] | readonly ['gone'] | readonly ['changed', text: string, ahead: number];

/**
 * Changes one call: one read and one script where nobody else writes it, and the script alone where the caller has the call
 * as it is. Whoever was slower is given the call as it is now
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

  async update(seen: CallRecord | null): Promise<Updated<T> | null> {
    try {
      return (seen && (await this.writeFrom(seen))) ?? (await this.changeUntilWritten());
    } finally {
      await this.leaveLine();
    }
  }

  /** `null`: the call has moved since, or there was nothing to write, which only a call as it is now can tell. */
  private async writeFrom(seen: CallRecord): Promise<Updated<T> | null> {
    const { record, result } = this.change(seen);
    if (record === seen) return null;
    const [outcome] = await this.replace(seen, record);
    return outcome === 'written' ? { before: seen, record, result } : null;
  }

  private async changeUntilWritten(): Promise<Updated<T> | null> {
    let text = await this.scripts.call(this.key.account, this.key.requestId);
    while (text !== null) {
      const before = readCall(text);
      const { record, result } = this.change(before);
      const reply: Reply = record === before ? ['written'] : await this.replace(before, record);
      if (reply[0] === 'written') return { before, record, result };
      text = reply[0] === 'gone' ? null : await this.afterPause(reply);
    }
    return null;
  }

  private async replace(before: CallRecord, after: CallRecord): Promise<Reply> {
    const words = [before.version, writeCall(after, newWriteId()), this.retentionMs, this.ticket];
    const reply = (await this.scripts.run('replace', before.account, words)) as Reply;
    if (reply[0] === 'written') this.ticket = NO_TICKET;
    return reply;
  }

  /** Random, so that writers of one moment do not meet again. Whose turn it is in the line goes on at once. */
  private async afterPause([, text, ahead]: Extract<Reply, readonly ['changed', ...unknown[]]>): Promise<string> {
    this.tries += 1;
    if (ahead > 0 || this.tries >= FREE_TRIES) this.ticket ||= randomUUID();
    if (ahead > 0) await sleep(ahead * TURN_MS * (0.5 + Math.random()));
    else if (this.ticket === NO_TICKET) await sleep(Math.random() * LONGEST_PAUSE_MS);
    return text;
  }

  /** Where the change fails or has nothing to write any more, others need not wait until the ticket is over. */
  private async leaveLine(): Promise<void> {
    if (this.ticket === NO_TICKET) return;
    const words = [wordOf(this.key.requestId), this.ticket];
    await this.scripts.run('leave', this.key.account, words).catch(() => undefined);
  }
}
