import { CODE_ACCEPTED, CODE_BUSY, CODE_DUPLICATE } from '../gateway/place-reply.js';
import type { WireResult } from '../gateway/wire-result.js';
import type { AttemptOutcome } from './ring-once.table.js';

/** An attempt as it ended: the outcome, and what the gateway's answer said. */
export interface EndedAttempt {
  readonly outcome: AttemptOutcome;
  readonly gatewayCode: string | null;
  readonly callId: string | null;
}

/** Reads what came over the wire as the outcome of an attempt. */
export function toEndedAttempt(result: WireResult): EndedAttempt {
  if (result.kind !== 'answered') return { outcome: result.kind, gatewayCode: null, callId: null };
  const { code, callId } = result.reply;
  return { outcome: outcomeOfCode(code), gatewayCode: code, callId };
}

function outcomeOfCode(code: string): AttemptOutcome {
  if (code === CODE_ACCEPTED) return 'accepted';
  if (code === CODE_DUPLICATE) return 'duplicate';
  return code === CODE_BUSY ? 'busy' : 'refused';
}
