import { describe, expect, it } from '@jest/globals';
import { Ledger } from './ledger.js';
import type { CallRequest, LedgerEntry, SimulatedCallState } from './ledger-entry.js';

const call = (requestId: string | null, phone = '0901888484'): CallRequest => ({
  requestId,
  phone,
  kind: 'otp',
  content: '686868',
  sandbox: false,
});
const noteUnplaced = (
  ledger: Ledger,
  given: CallRequest,
  id: string | null,
  state: 'refused' | 'sandbox',
  at: number,
) => ledger.noteUnplaced(ledger.noteRequest(given, at), given, id, state);
function notePlaced(
  ledger: Ledger,
  given: CallRequest,
  id: string,
  state: SimulatedCallState,
  at: number,
): LedgerEntry {
  const entry = ledger.noteRequest(given, at);
  ledger.notePlaced(entry, given, id, state);
  return entry;
}
const idsOf = (ledger: Ledger) => ledger.calls().map(({ requestId }) => requestId);

describe('Ledger', () => {
  it('keeps one entry an id and counts each placing', () => {
    const ledger = new Ledger(10);
    noteUnplaced(ledger, call('a'), null, 'refused', 0);
    expect(ledger.call('a')).toMatchObject({ placed: 0, state: 'refused', callId: null });
    notePlaced(ledger, call('a'), 'id-1', 'accepted', 5);
    notePlaced(ledger, call('a'), 'id-2', 'accepted', 9);
    expect(ledger.calls()).toHaveLength(1);
    expect(ledger.call('a')).toMatchObject({
      requests: 3,
      placed: 2,
      callId: 'id-2',
      createdAt: '1970-01-01T00:00:00.000Z',
    });
  });

  it('lets no refused or sandbox try change a call that was placed', () => {
    const ledger = new Ledger(10);
    notePlaced(ledger, call('a'), 'id-1', 'accepted', 0);
    const before = ledger.call('a');
    noteUnplaced(ledger, call('a', '0901888099'), null, 'refused', 1);
    noteUnplaced(ledger, call('a'), 'id-2', 'sandbox', 1);
    expect(ledger.call('a')).toEqual({ ...before, requests: 3 });
  });

  it('keeps a request that is under way when it is full, and shows one that came to nothing', () => {
    const ledger = new Ledger(2);
    const waiting = ledger.noteRequest(call('a'), 0);
    noteUnplaced(ledger, call('b'), null, 'refused', 0);
    noteUnplaced(ledger, call('c'), null, 'refused', 0);
    expect(idsOf(ledger)).toEqual(['a', 'c']);
    ledger.noteClosed(waiting);
    expect(ledger.call('a')).toMatchObject({ state: 'received', requests: 1, placed: 0 });
    noteUnplaced(ledger, call('d'), null, 'refused', 0);
    noteUnplaced(ledger, call('e'), null, 'refused', 0);
    expect(idsOf(ledger)).toEqual(['d', 'e']);
  });

  it('gives each call without an id its own entry', () => {
    const ledger = new Ledger(10);
    notePlaced(ledger, call(null), 'id-1', 'accepted', 0);
    notePlaced(ledger, call(null), 'id-2', 'accepted', 0);
    expect(ledger.calls().map(({ callId }) => callId)).toEqual(['id-1', 'id-2']);
  });

  it('gives out copies', () => {
    const ledger = new Ledger(10);
    const entry = notePlaced(ledger, call('a'), 'id-1', 'accepted', 0);
    const copy = ledger.call('a');
    entry.state = 'delivered';
    entry.callbacks.push({ at: '', sendStatus: 5, attempt: 1 });
    expect(copy).toMatchObject({ state: 'accepted', callbacks: [] });
  });

  it('drops the oldest finished call when it is full, not one that rings', () => {
    const ledger = new Ledger(3);
    const ringing = notePlaced(ledger, call('a'), 'id-1', 'accepted', 0);
    ledger.noteClosed(notePlaced(ledger, call('b'), 'id-2', 'accepted', 0));
    noteUnplaced(ledger, call('c'), null, 'refused', 0);
    noteUnplaced(ledger, call('d'), null, 'refused', 0);
    expect(idsOf(ledger)).toEqual(['a', 'c', 'd']);
    ledger.noteClosed(ringing);
    noteUnplaced(ledger, call(null), null, 'refused', 0);
    noteUnplaced(ledger, call('f'), null, 'refused', 0);
    noteUnplaced(ledger, call('g'), null, 'refused', 0);
    noteUnplaced(ledger, call('h'), null, 'refused', 0);
    expect(idsOf(ledger)).toEqual(['f', 'g', 'h']);
    expect(ledger.call('a')).toBeUndefined();
  });

  it('stays bounded when every call rings, and when a refused id is placed afterwards', () => {
    const ledger = new Ledger(2);
    noteUnplaced(ledger, call('a'), null, 'refused', 0);
    const first = notePlaced(ledger, call('a'), 'id-1', 'accepted', 0);
    notePlaced(ledger, call('b'), 'id-2', 'accepted', 0);
    notePlaced(ledger, call('c'), 'id-3', 'accepted', 0);
    expect(idsOf(ledger)).toEqual(['b', 'c']);
    ledger.noteClosed(first);
    notePlaced(ledger, call('d'), 'id-4', 'accepted', 0);
    expect(idsOf(ledger)).toEqual(['c', 'd']);
  });

  it('passes over a refused id that was placed afterwards while it rings, and takes it once it is done', () => {
    const ledger = new Ledger(3);
    notePlaced(ledger, call('rings'), 'id-1', 'accepted', 0);
    noteUnplaced(ledger, call('a'), null, 'refused', 0);
    const placed = notePlaced(ledger, call('a'), 'id-2', 'accepted', 0);
    ledger.noteClosed(notePlaced(ledger, call('b'), 'id-3', 'accepted', 0));
    notePlaced(ledger, call('c'), 'id-4', 'accepted', 0);
    expect(idsOf(ledger)).toEqual(['rings', 'a', 'c']);
    ledger.noteClosed(placed);
    notePlaced(ledger, call('d'), 'id-5', 'accepted', 0);
    expect(idsOf(ledger)).toEqual(['rings', 'c', 'd']);
  });

  it('has no call after clear', () => {
    const ledger = new Ledger(2);
    notePlaced(ledger, call('a'), 'id-1', 'accepted', 0);
    ledger.clear();
    expect([ledger.calls(), ledger.call('a')]).toEqual([[], undefined]);
  });
});
