import { Fifo } from './fifo.js';
import { LedgerEntry } from './ledger-entry.js';
import type { PlacedCall } from './placed-call.js';
import type { CallRequest, SimulatedCall } from './simulated-call.js';

/** Every call that the simulator was asked for, by request id and by call id; bounded, the oldest finished ones go first. */
export class Ledger {
  private readonly entries = new Set<LedgerEntry>();
  private readonly byRequestId = new Map<string, LedgerEntry>();
  private readonly byCallId = new Map<string, PlacedCall>();
  private readonly finished = new Fifo<LedgerEntry>();

  constructor(private readonly maxCalls: number) {}

  calls(): SimulatedCall[] {
    return Array.from(this.entries, (entry) => entry.snapshot());
  }

  latestCalls(count: number): SimulatedCall[] {
    const newest = count > 0 ? [...this.entries].slice(-count) : [];
    return newest.toReversed().map((entry) => entry.snapshot());
  }

  call(requestId: string): SimulatedCall | undefined {
    return this.byRequestId.get(requestId)?.snapshot();
  }

  /** The call of this id, whatever its case and the spaces around it (contract, section 1). */
  placedCall(callId: string): PlacedCall | undefined {
    return this.byCallId.get(keyOf(callId));
  }

  /** Every call that was accepted for real ringing, oldest first. */
  placedCalls(): Iterable<PlacedCall> {
    return this.byCallId.values();
  }

  /** Counts a request that has come in; `noteUnplaced`, `notePlaced` or `noteClosed` must follow. */
  noteRequest(request: CallRequest, now: number): LedgerEntry {
    const entry = this.entryFor(request, now);
    entry.requests += 1;
    entry.running += 1;
    return entry;
  }

  /** Notes a try that rings nothing. A call that was placed under this id stays as it is. */
  noteUnplaced(entry: LedgerEntry, request: CallRequest, callId: string | null, state: 'refused' | 'sandbox'): void {
    entry.noteUnplaced(request, callId, state);
    this.noteClosed(entry);
  }

  /** Notes a call that will ring; `noteClosed` must follow when it rings and reports no more. */
  notePlaced(entry: LedgerEntry, call: PlacedCall): void {
    entry.notePlaced(call);
    // An entry that was evicted while its request waited is gone, and so are its calls.
    if (this.entries.has(entry)) this.byCallId.set(keyOf(call.order.callId), call);
  }

  /** Notes that a call will be dialled once more; one more `noteClosed` must follow. */
  noteRedial(entry: LedgerEntry): void {
    entry.running += 1;
  }

  /** Notes that a request, or one round of dialling, has come to its end. */
  noteClosed(entry: LedgerEntry): void {
    entry.running -= 1;
    this.lineUpIfFinished(entry);
  }

  clear(): void {
    this.entries.clear();
    this.byRequestId.clear();
    this.byCallId.clear();
    this.finished.clear();
  }

  private entryFor(request: CallRequest, now: number): LedgerEntry {
    const { requestId } = request;
    const known = requestId === null ? undefined : this.byRequestId.get(requestId);
    if (known) return known;
    if (this.entries.size >= this.maxCalls) this.evictOne();
    const entry = new LedgerEntry(request, now);
    this.entries.add(entry);
    if (requestId !== null) this.byRequestId.set(requestId, entry);
    return entry;
  }

  private lineUpIfFinished(entry: LedgerEntry): void {
    if (entry.running > 0 || entry.isInFinishedLine) return;
    entry.isInFinishedLine = true;
    this.finished.push(entry);
  }

  private evictOne(): void {
    const entry = this.oldestFinished() ?? this.entries.values().next().value;
    if (!entry) return;
    this.entries.delete(entry);
    if (entry.requestId !== null) this.byRequestId.delete(entry.requestId);
    for (const { order } of entry.placed) this.byCallId.delete(keyOf(order.callId));
  }

  // An entry in the line may have been placed anew since, or have been evicted while it rang.
  private oldestFinished(): LedgerEntry | undefined {
    for (let entry = this.finished.shift(); entry; entry = this.finished.shift()) {
      entry.isInFinishedLine = false;
      if (entry.running === 0 && this.entries.has(entry)) return entry;
    }
    return undefined;
  }
}

function keyOf(callId: string): string {
  return callId.trim().toLowerCase();
}
