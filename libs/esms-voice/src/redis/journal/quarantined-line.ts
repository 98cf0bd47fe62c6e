import type { QuarantinedCallback } from '../../journal/call-journal.store.js';

type Line = readonly [
  id: string,
  account: string,
  requestId: string,
  at: number,
  reason: string,
  sealed: string,
  expiresAt: number,
];

/** A callback that was kept aside as JSON; fields by their place, dates as milliseconds. */
export function writeQuarantined(callback: QuarantinedCallback): string {
  const { id, account, requestId, at, reason, sealed, expiresAt } = callback;
  const line: Line = [id, account, requestId, +at, reason, sealed, +expiresAt];
  return JSON.stringify(line);
}

export function readQuarantined(json: string): QuarantinedCallback {
  const [id, account, requestId, at, reason, sealed, expiresAt] = JSON.parse(json) as Line;
  return { id, account, requestId, at: new Date(at), reason, sealed, expiresAt: new Date(expiresAt) };
}
