/** How a call ends, and what it takes for that: a rejected one never reaches the phone. */
export type CallOutcome = 'answered' | 'no-answer' | 'carrier-failure' | 'rejected';

/** A reply that says no: a code and its words, or no code at all for a request that could not be read. */
export interface Refusal {
  readonly code: string | null;
  readonly message: string;
}

const OUTCOMES: Record<string, CallOutcome> = {
  '001': 'no-answer',
  '002': 'carrier-failure',
  '004': 'rejected',
};

/**
 * What becomes of a call to this number: its last three digits decide (design, section 7).
 * 003 is picked up at the first redial, where redials were ordered.
 */
export function outcomeOf(phone: string, dials: number, mostRedials: number): CallOutcome {
  const digits = phone.slice(-3);
  if (digits === '003') return mostRedials > 0 && dials <= 1 ? 'no-answer' : 'answered';
  return OUTCOMES[digits] ?? 'answered';
}

/** The code that a number with these last three digits is refused with, if any (design, section 7). */
export function refusalOf(phone: string): Refusal | undefined {
  switch (phone.slice(-3)) {
    case '099':
      return { code: '99', message: `The phone number ${phone} is blocked.` };
    case '103':
      return BALANCE_TOO_LOW;
    case '108':
      return invalidPhone(phone);
    case '140':
      return { code: '140', message: 'The IP address is not allowed to send.' };
    default:
      return undefined;
  }
}

export const BALANCE_TOO_LOW: Refusal = { code: '103', message: 'Balance not enough to send message.' };

export function invalidPhone(phone: string): Refusal {
  return { code: '108', message: `The phone number ${phone} is not valid.` };
}
