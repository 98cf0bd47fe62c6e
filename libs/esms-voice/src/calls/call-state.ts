/** Which function of the gateway places the call. */
export const CALL_KINDS = ['otp', 'template', 'recording'] as const;

/** One of {@link CALL_KINDS}. */
export type CallKind = (typeof CALL_KINDS)[number];

/** Where a call stands; the words are explained in docs/ring-once.md. */
export const CALL_STATES = [
  'queued',
  'pending',
  'accepted',
  'dialing',
  'delivered',
  'undelivered',
  'rejected',
  'unknown',
] as const;

/** One of {@link CALL_STATES}. */
export type CallState = (typeof CALL_STATES)[number];

/** Why a call ended `undelivered`. The gateway's word for `no-answer` covers failure too. */
export type UndeliveredReason = 'no-answer' | 'failed';

/** Why a call ended `rejected`. */
export type RejectedReason = 'refused' | 'not-sent' | 'duplicate' | 'cancelled' | 'expired';

/** A state together with the reason that goes with it. */
export type CallStanding =
  | { readonly state: 'undelivered'; readonly reason: UndeliveredReason }
  | { readonly state: 'rejected'; readonly reason: RejectedReason }
  | { readonly state: Exclude<CallState, 'undelivered' | 'rejected'>; readonly reason: null };

const RANK: Record<CallState, number> = {
  queued: 0,
  pending: 1,
  unknown: 1,
  accepted: 2,
  dialing: 3,
  delivered: 4,
  undelivered: 4,
  rejected: 4,
};

/** How far along a state is; reports move a call to a higher rank only. */
export const rankOf = (state: CallState): number => RANK[state];

/** Whether later evidence may still move the call. */
export function isOpen(standing: CallStanding): boolean {
  if (standing.state === 'rejected') return standing.reason === 'duplicate';
  return rankOf(standing.state) < RANK.delivered;
}
