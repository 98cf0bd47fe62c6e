import type { VoiceCall } from '../calls/voice-call.js';
import { JournalFullError } from '../errors/errors.js';
import type { QueuedCalls } from '../voice/queued-calls.js';
import type { DispatchJob, DispatchQueue } from './dispatch-queue.js';
import { toEnqueued, type EnqueuedCall } from './enqueued-call.js';
import { placeOf, type ReadEnqueueOptions } from './enqueue-options.js';
import { EnqueueIncompleteError } from './errors.js';

/** Calls that are written down, and added, in one go. */
export const CHUNK = 200;

/** Writes calls down in the journal first and hands their jobs to the engine then. */
export class Enqueuing {
  constructor(
    private readonly queuedCalls: QueuedCalls,
    private readonly queue: DispatchQueue,
  ) {}

  /** @throws DispatchFullError where nothing was queued; EnqueueIncompleteError where something may be. */
  async enqueue(calls: readonly VoiceCall[], options: ReadEnqueueOptions): Promise<EnqueuedCall[]> {
    const release = this.queue.admit(calls.length);
    const enqueued: EnqueuedCall[] = [];
    try {
      for (let from = 0; from < calls.length; from += CHUNK)
        enqueued.push(...(await this.enqueueChunk(calls.slice(from, from + CHUNK), options)));
      return enqueued;
    } catch (error) {
      // Nothing of a single call was written down where the journal had no room for it.
      if (calls.length === 1 && error instanceof JournalFullError) throw error;
      throw new EnqueueIncompleteError(
        calls.map(({ requestId }) => requestId),
        error,
      );
    } finally {
      release();
    }
  }

  /** A crash between the journal and the engine leaves a call that waits without a job: queuing it again repairs it. */
  private async enqueueChunk(calls: readonly VoiceCall[], options: ReadEnqueueOptions): Promise<EnqueuedCall[]> {
    const { deadlineAt, group, traceparent } = options;
    const now = new Date();
    const written = await Promise.all(
      calls.map((call) => this.queuedCalls.writeDown({ call, deadlineAt }, now, traceparent)),
    );
    const isOurs = (_: VoiceCall, index: number): boolean => written[index]!.result !== 'conflict';
    if (group !== null)
      await this.queue.groups.join(
        group,
        calls.filter(isOurs).map(({ requestId }) => requestId),
      );
    const jobs = calls.flatMap((call, index) => {
      const { result } = written[index]!;
      return result === 'new' || result === 'again' ? [this.jobOf(call, options, result === 'again')] : [];
    });
    if (jobs.length > 0) await this.queue.add(jobs);
    return written.map(({ record, result }) => toEnqueued(record, result));
  }

  private jobOf(
    call: VoiceCall,
    { deadlineAt, notBefore, priority }: ReadEnqueueOptions,
    isAgain: boolean,
  ): DispatchJob {
    const { requestId, kind } = call;
    return {
      requestId,
      box: this.queuedCalls.seal({ call, deadlineAt }),
      priority: placeOf(priority, kind),
      notBefore,
      isAgain,
    };
  }
}
