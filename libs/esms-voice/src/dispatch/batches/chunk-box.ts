import type { VoiceCall } from '../../calls/voice-call.js';
import { reviveCall, type VoiceCallText } from '../../voice/sealed-call.js';
import type { DispatchPriority, ReadEnqueueOptions } from '../enqueue-options.js';

/** The calls of a chunk, and how they are to be queued. */
export interface ChunkOfCalls {
  readonly calls: readonly VoiceCall[];
  readonly options: ReadEnqueueOptions;
}

interface ChunkText {
  readonly calls: readonly VoiceCallText[];
  readonly notBefore: number | null;
  readonly deadlineAt: number;
  readonly group: string | null;
  readonly priority: DispatchPriority | null;
  /** Absent in a chunk of an earlier version. */
  readonly traceparent?: string | null;
}

/** All that queuing a chunk later needs, as a text. */
export function writeChunk({ calls, options }: ChunkOfCalls): string {
  const { notBefore, deadlineAt, group, priority, traceparent } = options;
  const times = { notBefore: notBefore?.getTime() ?? null, deadlineAt: deadlineAt.getTime() };
  return JSON.stringify({ calls, ...times, group, priority, traceparent });
}

export function readChunk(text: string): ChunkOfCalls {
  const { calls, notBefore, deadlineAt, group, priority, traceparent = null } = JSON.parse(text) as ChunkText;
  return {
    calls: calls.map(reviveCall),
    options: {
      notBefore: notBefore === null ? null : new Date(notBefore),
      deadlineAt: new Date(deadlineAt),
      group,
      priority,
      traceparent,
    },
  };
}
