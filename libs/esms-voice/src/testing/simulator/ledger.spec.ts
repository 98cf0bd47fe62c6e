import { describe, expect, it } from '@jest/globals';
import { Ledger } from './ledger.js';
import type { LedgerEntry } from './ledger-entry.js';
import { PlacedCall } from './placed-call.js';
import type { CallRequest } from './simulated-call.js';

const call = (requestId: string | null, phone = '0901888484'): CallRequest => ({
  requestId,
  phone,
  kind: 'otp',
  content: '686868',
  campaignId: null,
  sandbox: false,
});
const noteUnplaced = (
  ledger: Ledger,
  given: CallRequest,
  id: string | null,
  state: 'refused' | 'sandbox',
  at: number,
) => ledger.noteUnplaced(ledger.noteRequest(given, at), given, id, state);
const placedAs = (request: CallRequest, callId: string, placedAt = 0) =>
  new PlacedCall({
    callId,
    request,
    placedAt,
    dialAt: placedAt,
    serial: 1,
    price: 850,
    ivrKey: '',
    redials: { most: 0, waitMs: 0 },
  });
function notePlaced(ledger: Ledger, given: CallRequest, id: string, at: number): LedgerEntry {
  const entry = ledger.noteRequest(given, at);
  ledger.notePlaced(entry, placedAs(given, id, at));
  return entry;
}
const idsOf = (ledger: Ledger) => ledger.calls().map(({ requestId }) => requestId);

describe('Ledger', () => {
  it('keeps one entry an id and counts each placing', () => {
    const ledger = new Ledger(10);
    noteUnplaced(ledger, call('a'), null, 'refused', 0);
    expect(ledger.call('a')).toMatchObject({ placed: 0, state: 'refused', callId: null });
    notePlaced(ledger, call('a'), 'id-1', 5);
    notePlaced(ledger, call('a'), 'id-2', 9);
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
    notePlaced(ledger, call('a'), 'id-1', 0);
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
    notePlaced(ledger, call(null), 'id-1', 0);
    notePlaced(ledger, call(null), 'id-2', 0);
    expect(ledger.calls().map(({ callId }) => callId)).toEqual(['id-1', 'id-2']);
  });

  it('gives out copies', () => {
    const ledger = new Ledger(10);
    const entry = notePlaced(ledger, call('a'), 'id-1', 0);
    const copy = ledger.call('a');
    for (const one of entry.placed) one.state = 'delivered';
    entry.callbacks.push({ at: '', sendStatus: 5, attempt: 1 });
    expect(copy).toMatchObject({ state: 'accepted', callbacks: [] });
  });

  it('drops the oldest finished call when it is full, not one that rings', () => {
    const ledger = new Ledger(3);
    const ringing = notePlaced(ledger, call('a'), 'id-1', 0);
    ledger.noteClosed(notePlaced(ledger, call('b'), 'id-2', 0));
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
    const first = notePlaced(ledger, call('a'), 'id-1', 0);
    notePlaced(ledger, call('b'), 'id-2', 0);
    notePlaced(ledger, call('c'), 'id-3', 0);
    expect(idsOf(ledger)).toEqual(['b', 'c']);
    ledger.noteClosed(first);
    notePlaced(ledger, call('d'), 'id-4', 0);
    expect(idsOf(ledger)).toEqual(['c', 'd']);
  });

  it('passes over a refused id that was placed afterwards while it rings, and takes it once it is done', () => {
    const ledger = new Ledger(3);
    notePlaced(ledger, call('rings'), 'id-1', 0);
    noteUnplaced(ledger, call('a'), null, 'refused', 0);
    const placed = notePlaced(ledger, call('a'), 'id-2', 0);
    ledger.noteClosed(notePlaced(ledger, call('b'), 'id-3', 0));
    notePlaced(ledger, call('c'), 'id-4', 0);
    expect(idsOf(ledger)).toEqual(['rings', 'a', 'c']);
    ledger.noteClosed(placed);
    notePlaced(ledger, call('d'), 'id-5', 0);
    expect(idsOf(ledger)).toEqual(['rings', 'c', 'd']);
  });

  it('finds a call by its id, whatever its case and the spaces around it, each placing by its own', () => {
    const ledger = new Ledger(10);
    notePlaced(ledger, call('a'), 'ab-1', 0);
    notePlaced(ledger, call('a'), 'ab-2', 9);
    noteUnplaced(ledger, call('b'), 'ab-3', 'sandbox', 9);
    expect(['ab-1', ' AB-2 ', 'ab-3', ''].map((id) => ledger.placedCall(id)?.order.placedAt)).toEqual([
      0,
      9,
      undefined,
      undefined,
    ]);
    expect(Array.from(ledger.placedCalls(), ({ order }) => order.callId)).toEqual(['ab-1', 'ab-2']);
  });

  it('tells of the newest placing, and counts the dials of all', () => {
    const ledger = new Ledger(10);
    const entry = notePlaced(ledger, call('a'), 'id-1', 0);
    notePlaced(ledger, call('a'), 'id-2', 9);
    for (const one of entry.placed) one.begin();
    entry.placed[0]?.end();
    expect(ledger.call('a')).toMatchObject({ callId: 'id-2', state: 'dialing', placed: 2, dials: 2 });
  });

  it('forgets the ids of a call that it drops, and takes in none of a call that it has dropped', () => {
    const ledger = new Ledger(1);
    ledger.noteClosed(notePlaced(ledger, call('a'), 'id-1', 0));
    const waiting = ledger.noteRequest(call('b'), 0);
    expect(ledger.placedCall('id-1')).toBeUndefined();
    notePlaced(ledger, call('c'), 'id-3', 0);
    ledger.notePlaced(waiting, placedAs(call('b'), 'id-2'));
    expect(Array.from(ledger.placedCalls(), ({ order }) => order.callId)).toEqual(['id-3']);
  });

  it('keeps a call that is to be redialled', () => {
    const ledger = new Ledger(2);
    const redialled = notePlaced(ledger, call('a'), 'id-1', 0);
    ledger.noteRedial(redialled);
    ledger.noteClosed(redialled);
    noteUnplaced(ledger, call('b'), null, 'refused', 0);
    noteUnplaced(ledger, call('c'), null, 'refused', 0);
    expect(idsOf(ledger)).toEqual(['a', 'c']);
  });

  it('has no call after clear', () => {
    const ledger = new Ledger(2);
    notePlaced(ledger, call('a'), 'id-1', 0);
    ledger.clear();
    expect([ledger.calls(), ledger.call('a'), ledger.placedCall('id-1')]).toEqual([[], undefined, undefined]);
  });
});
