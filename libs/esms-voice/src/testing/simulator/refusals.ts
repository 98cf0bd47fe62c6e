import type { Refusal } from './call-outcome.js';

export const WRONG_KEYS: Refusal = { code: '101', message: 'Authorize Failed' };
export const DUPLICATE: Refusal = { code: '124', message: 'Request exist 1' };
export const UNREADABLE: Refusal = { code: null, message: 'Invalid request' };
export const UNKNOWN_ID: Refusal = { code: '105', message: 'SMSID not found.' };
export const TEMPLATE_NOT_FOUND: Refusal = { code: '104', message: 'Template not found' };
export const RECORDING_NOT_FOUND: Refusal = { code: '106', message: 'Recording not found' };

/** The only message type that the simulator knows is the voice call's (contract, section 1). */
export function refusalOfSmsType(smsType: string): Refusal | undefined {
  if (smsType === '') return { code: '300', message: 'SmsType is required.' };
  return smsType === '8' ? undefined : { code: '118', message: 'SmsType is not valid.' };
}
