import type { CallKind } from '../calls/call-state.js';
import type { CreateOtpCallInput } from '../calls/otp-call.js';
import type { CreateRecordingCallInput } from '../calls/recording-call.js';
import type { CreateTemplateCallInput } from '../calls/template-call.js';
import type { VoiceCall } from '../calls/voice-call.js';
import { refuseProblems } from '../calls/page-limit.js';
import type { CallInput, QueuedCalls } from '../voice/queued-calls.js';

/** A call of any kind: what the service's method of that kind takes, and the kind. */
export type QueueableCall =
  | ({ kind: 'otp' } & CreateOtpCallInput)
  | ({ kind: 'template' } & CreateTemplateCallInput)
  | ({ kind: 'recording' } & CreateRecordingCallInput);

const KINDS: readonly CallKind[] = ['otp', 'template', 'recording'];
/** So many are queued in one go at most. */
export const MAX_CALLS = 10_000;
const MAX_PROBLEMS = 100;
/** Calls that are checked before others get their turn. */
const AT_ONCE = 200;

/**
 * Checks calls in full and normalises them.
 * @throws InvalidInputError that names every problem, in a list with the index of its call; a hundred of them at most.
 */
export async function readCalls(
  given: QueueableCall | readonly QueueableCall[],
  queued: QueuedCalls,
): Promise<VoiceCall[]> {
  refuseMany(await callProblems(given, queued));
  return readGoodCalls(Array.isArray(given) ? given : [given], queued);
}

/** Every problem of the calls, in a list with the index of its call; empty where they are good. */
export async function callProblems(
  given: QueueableCall | readonly QueueableCall[],
  queued: QueuedCalls,
): Promise<string[]> {
  const calls = (Array.isArray(given) ? given : [given]) as readonly CallInput[];
  if (calls.length > MAX_CALLS) return [`calls must be at most ${MAX_CALLS}`];
  const pathOf = (index: number): string => (Array.isArray(given) ? `calls[${index}]: ` : '');
  return inTurns(calls, (call, index) => problemsOf(call, queued).map((problem) => pathOf(index) + problem));
}

/** Normalises calls without problems. @throws InvalidInputError where two have one request id. */
export async function readGoodCalls(calls: readonly QueueableCall[], queued: QueuedCalls): Promise<VoiceCall[]> {
  const read = await inTurns(calls as readonly unknown[] as readonly CallInput[], (call) => [queued.read(call)]);
  refuseMany(findRepeats(read));
  return read;
}

/** Works on so many at a time, so that a long list holds up nobody else. */
async function inTurns<T>(
  calls: readonly CallInput[],
  work: (call: CallInput, index: number) => readonly T[],
): Promise<T[]> {
  const results: T[] = [];
  for (const [index, call] of calls.entries()) {
    if (index > 0 && index % AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
    results.push(...work(call, index));
  }
  return results;
}

function problemsOf(call: CallInput, queued: QueuedCalls): string[] {
  if (typeof call !== 'object' || call === null) return ['the call must be an object'];
  if (!KINDS.includes(call.kind)) return [`kind must be one of ${KINDS.join(', ')}`];
  return queued.problemsOf(call);
}

/** Two calls of one request id would be one call. */
function findRepeats(calls: readonly VoiceCall[]): string[] {
  const first = new Map<string, number>();
  return calls.flatMap(({ requestId }, index) => {
    const before = first.get(requestId);
    if (before !== undefined) return [`calls[${index}]: requestId is that of calls[${before}] too`];
    first.set(requestId, index);
    return [];
  });
}

/** @throws InvalidInputError that names a hundred problems at most. */
export function refuseMany(problems: readonly string[]): void {
  const more = problems.length - MAX_PROBLEMS;
  refuseProblems(more > 0 ? [...problems.slice(0, MAX_PROBLEMS), `and ${more} more problems`] : problems);
}
