import type { CallRecord } from './call-record.js';

/**
 * Whether nothing more will be done about a call: no attempt, no question, no step to deliver. It is closed, or given up,
 * or a sandbox call. Only such a call may be forgotten.
 */
export const isAtRest = ({ state, askAt, handleAt, unconfirmed }: CallRecord): boolean =>
  askAt === null && handleAt === null && unconfirmed === null && state !== 'queued' && state !== 'pending';
