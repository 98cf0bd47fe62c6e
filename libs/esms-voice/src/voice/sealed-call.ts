import type { VoiceCall } from '../calls/voice-call.js';
import type { DataKeys } from '../journal/data-keys.js';

/** What placing a queued call later needs. */
export interface QueuedCall {
  readonly call: VoiceCall;
  /** No attempt starts later. */
  readonly deadlineAt: Date;
}

/** The call under the data keys: all that leaves the process of it but the request id. */
export const sealCall = (account: string, { call, deadlineAt }: QueuedCall, dataKeys: DataKeys): string =>
  dataKeys.seal('job', JSON.stringify([account, deadlineAt.getTime(), call]));

/** The call in a box; `null` where the box is of another account, was changed, or its key is gone. */
export function openSealedCall(account: string, box: string, dataKeys: DataKeys): QueuedCall | null {
  const text = dataKeys.open('job', box);
  if (text === null) return null;
  const [owner, deadline, call] = JSON.parse(text) as [string, number, VoiceCallText];
  return owner === account ? { call: reviveCall(call), deadlineAt: new Date(deadline) } : null;
}

/** A call as JSON leaves it. */
export type VoiceCallText = Omit<VoiceCall, 'sendAt'> & { readonly sendAt: string | null };

/** The call that JSON was made of. */
export const reviveCall = ({ sendAt, ...call }: VoiceCallText): VoiceCall =>
  ({ ...call, sendAt: sendAt === null ? null : new Date(sendAt) }) as VoiceCall;
