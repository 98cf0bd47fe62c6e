import { maskPhone } from '../../calls/mask.js';
import { parseCallback, type CallbackFamily } from '../../callbacks/parse-callback.js';

/** What a callback says, with nothing in it that may not be told. */
export interface ArrivedCallback {
  readonly at: Date;
  /** The HTTP status that it was answered with. */
  readonly answered: number;
  /** `null`: there are no keys to tell with. */
  readonly isAuthentic: boolean | null;
  /** What its token vouches for; `null` where none does. */
  readonly requestId: string | null;
  readonly family: CallbackFamily | null;
  /** Why it cannot be read; `null` where it was. */
  readonly unreadable: string | null;
  readonly state: string | null;
  readonly reason: string | null;
  readonly callId: string | null;
  readonly phone: string | null;
  readonly price: number | null;
  readonly durationSeconds: number | null;
  readonly pressedKey: string | null;
  readonly callerNumber: string | null;
}

type Standing = Pick<ArrivedCallback, 'at' | 'answered' | 'isAuthentic' | 'requestId'>;

const NOTHING_READ = {
  family: null,
  state: null,
  reason: null,
  callId: null,
  phone: null,
  price: null,
  durationSeconds: null,
  pressedKey: null,
  callerNumber: null,
} as const;

/** Reads the query of a callback as the webhook does, and masks it. */
export function readArrived(query: string, standing: Standing): ArrivedCallback {
  const reading = parseCallback(query);
  if (reading.family === null) return { ...standing, ...NOTHING_READ, unreadable: reading.reason };
  const { family, report, phone } = reading;
  const { callId, price, durationSeconds, pressedKey, callerNumber } = report;
  return {
    ...standing,
    family,
    unreadable: null,
    state: report.standing?.state ?? null,
    reason: report.standing?.reason ?? null,
    callId,
    phone: phone && maskPhone(phone),
    price,
    durationSeconds,
    pressedKey,
    callerNumber: callerNumber && maskPhone(callerNumber),
  };
}

/** A request that is no callback: what it says is nobody's business. */
export const refusedArrival = (at: Date, answered: number, isAuthentic: boolean | null): ArrivedCallback => ({
  at,
  answered,
  isAuthentic,
  requestId: null,
  unreadable: null,
  ...NOTHING_READ,
});
