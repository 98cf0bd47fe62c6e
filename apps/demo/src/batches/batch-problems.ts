import type { QueueableCall } from 'nestjs-esms-voice/dispatch';
import { codeProblem } from '../calls/place-otp-call.body.js';

/** A call of a batch as it is posted: `kind` is `otp` unless given, and an OTP call may have a `code` in place of `content`. */
export type PostedCall = Readonly<Record<string, unknown>>;

/** The calls as the dispatcher takes them; it names what else is wrong with them. */
export const toQueueable = (posted: readonly PostedCall[]): QueueableCall[] =>
  posted.map((call) => (isObject(call) ? toCall(call) : call) as unknown as QueueableCall);

/** What is wrong with the codes, each with the index of its call. */
export const codeProblems = (posted: readonly PostedCall[]): string[] =>
  posted.flatMap((call, index) => {
    if (!isObject(call) || !isOtp(call) || call['code'] == null) return [];
    const problem = codeProblem({ code: call['code'], content: call['content'] });
    return problem === null ? [] : [`calls[${index}]: ${problem}`];
  });

function toCall({ kind = 'otp', ...call }: PostedCall): PostedCall {
  if (kind !== 'otp' || call['code'] == null) return { kind, ...call };
  const { code, ...rest } = call;
  // Beside a code the content is refused on its own account.
  return { kind, ...rest, content: typeof code === 'string' ? code : JSON.stringify(code) };
}

const isOtp = ({ kind = 'otp' }: PostedCall): boolean => kind === 'otp';

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
