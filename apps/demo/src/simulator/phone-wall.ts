import { maskPhone } from 'nestjs-esms-voice';
import type { SimulatedCall, SimulatedCallState } from 'nestjs-esms-voice/testing';

/** A simulated phone, as somebody who stands before it sees it. */
export interface WallCall {
  readonly requestId: string | null;
  readonly callId: string | null;
  /** Masked. */
  readonly phone: string;
  readonly kind: SimulatedCall['kind'];
  readonly state: 'scheduled' | 'ringing' | 'answered' | 'no-answer' | 'failed' | 'rejected';
  /** What the phone speaks; `null` where the simulator does not know the words. */
  readonly spoken: string | null;
  /** How often it rang for this request; 1 at most, or ring-once is broken. Redials that were ordered count once. */
  readonly rings: number;
  readonly at: string;
}

/** Those that no phone ever hears of are not on the wall. */
const STATES: Readonly<Record<SimulatedCallState, WallCall['state'] | null>> = {
  received: null,
  sandbox: null,
  scheduled: 'scheduled',
  accepted: 'scheduled',
  dialing: 'ringing',
  delivered: 'answered',
  undelivered: 'no-answer',
  rejected: 'rejected',
  refused: 'rejected',
};

/** Of the numbers that the carrier fails; see `EsmsSimulator`. */
const CARRIER_FAILURE = '002';

export const wallOf = (calls: readonly SimulatedCall[]): WallCall[] => calls.flatMap(toWallCall);

function toWallCall(call: SimulatedCall): WallCall[] {
  const state = stateOf(call);
  if (state === null) return [];
  const { requestId, callId, kind, content, placed, dials, createdAt } = call;
  const spoken = kind === 'otp' ? content : null;
  return [
    {
      requestId,
      callId,
      phone: maskPhone(call.phone),
      kind,
      state,
      spoken,
      rings: Math.min(placed, dials),
      at: createdAt,
    },
  ];
}

const stateOf = ({ state, phone }: SimulatedCall): WallCall['state'] | null =>
  state === 'undelivered' && phone.endsWith(CARRIER_FAILURE) ? 'failed' : STATES[state];
