import type { CallState, CallView } from '../api/call-view.js';

const FIRST = Date.UTC(2026, 0, 1);

/** A call for tests that went through these states, a second apart; `second` is when it was written down. */
export function aCall(requestId: string, states: readonly CallState[], second = 0): CallView {
  const at = (index: number): string => new Date(FIRST + (second + index) * 1_000).toISOString();
  return {
    requestId,
    callId: null,
    kind: 'otp',
    state: states.at(-1)!,
    reason: null,
    phone: '090****484',
    price: null,
    durationSeconds: null,
    pressedKey: null,
    callerNumber: null,
    sandbox: false,
    sendAt: null,
    createdAt: at(0),
    updatedAt: at(states.length - 1),
    history: states.map((state, index) => ({ at: at(index), state, source: 'service' })),
  };
}
