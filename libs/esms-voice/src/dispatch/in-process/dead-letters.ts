import { InvalidInputError } from '../../errors/errors.js';
import type { DeadJobPage, DeadLetterQuery, DispatchJob } from '../dispatch-queue.js';

interface DeadLetter {
  readonly job: DispatchJob;
  readonly code: string;
  readonly at: Date;
  readonly sequence: number;
}

/** Beyond these the oldest one is forgotten. */
const MAX_DEAD_LETTERS = 1_000;

/** Dead letters in this process's memory. */
export class DeadLetters {
  private readonly letters = new Map<string, DeadLetter>();
  private sequence = 0;

  get size(): number {
    return this.letters.size;
  }

  add(job: DispatchJob, code: string): void {
    if (this.letters.size >= MAX_DEAD_LETTERS) this.letters.delete(this.letters.keys().next().value!);
    this.letters.set(job.requestId, { job, code, at: new Date(), sequence: ++this.sequence });
  }

  /** Takes one out; `null`: there is none of this request. */
  take(requestId: string): DispatchJob | null {
    const job = this.letters.get(requestId)?.job ?? null;
    this.letters.delete(requestId);
    return job;
  }

  list({ limit, cursor }: DeadLetterQuery): DeadJobPage {
    const before = cursor === undefined ? Infinity : parseCursor(cursor);
    const older = [...this.letters.values()].toReversed().filter(({ sequence }) => sequence < before);
    const page = older.slice(0, limit);
    return {
      jobs: page.map(({ job, code, at }) => ({ requestId: job.requestId, code, at })),
      nextCursor: older.length > limit ? String(page.at(-1)!.sequence) : null,
    };
  }
}

function parseCursor(cursor: string): number {
  if (!/^\d{1,15}$/.test(cursor)) throw new InvalidInputError(['cursor must be the nextCursor of a page']);
  return Number(cursor);
}
