import type { MaskedCallback } from '../calls/call-record.js';
export function maskCallback(query: string): MaskedCallback {
  return { query: String(query.length) };
}
