/** How a call was placed: by which of the gateway's three functions. */
export type SimulatedCallKind = 'otp' | 'template' | 'recording';

/** What is asked: one call's state, its receivers, the calls of a span of time, or the balance. */
export type SimulatedQuestionKind = 'status' | 'receivers' | 'list' | 'balance';

/** What a request to the gateway wants: a call to be placed, or a question to be answered. */
export type SimulatedRequestKind = SimulatedCallKind | SimulatedQuestionKind;

export const CALL_KINDS: readonly SimulatedRequestKind[] = ['otp', 'template', 'recording'];
export const REQUEST_KINDS: readonly SimulatedRequestKind[] = [...CALL_KINDS, 'status', 'receivers', 'list', 'balance'];
/** Questions that are about no single call. */
export const CALL_LESS_KINDS: readonly SimulatedRequestKind[] = ['list', 'balance'];
