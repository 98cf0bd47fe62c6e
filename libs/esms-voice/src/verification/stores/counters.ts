/** A sum over a sliding window, kept in slices of it. */
export interface Counter {
  /** Holds nothing in clear that is personal. */
  readonly key: string;
  readonly windowMs: number;
}

/** What a {@link Counters.take} came to. */
export interface Taken {
  readonly isTaken: boolean;
  /** The sum before it. */
  readonly sum: number;
  /** When the same amount may fit; `null` where it fits now, or never will. */
  readonly retryAt: number | null;
}

/** Slices of a window; the oldest one counts whole, so that no window ever holds more than its bound. */
const SLICES = 12;

/** Shared counts over sliding windows. Each method is one atomic step. */
export interface Counters {
  /** Adds the amount unless the window's sum would pass `max`. */
  take(counter: Counter, amount: number, max: number, now: number): Promise<Taken>;
  /**
   * Adds to the slice of that moment, whatever the sum; a negative amount gives back.
   * @param once the same text adds once: repeats change nothing.
   */
  add(counter: Counter, amount: number, at: number, once?: string): Promise<void>;
  /** The sum of the slices from one moment to another, both included. */
  sum(counter: Counter, from: number, to: number): Promise<number>;
}

export const sliceOf = ({ windowMs }: Counter, at: number): number => Math.floor(at / sliceMs(windowMs));

/** The oldest slice that a window ending now still counts. */
export const oldestSlice = (counter: Counter, now: number): number => sliceOf(counter, now - counter.windowMs + 1);

/** When a slice has left the window. */
export const sliceLeavesAt = ({ windowMs }: Counter, slice: number): number =>
  (slice + 1) * sliceMs(windowMs) - 1 + windowMs;

export const sliceMs = (windowMs: number): number => Math.ceil(windowMs / SLICES);

/** The sum of the slices from one moment to another, both included. */
export function sumSlices(
  counter: Counter,
  slices: Iterable<readonly [slice: number, held: number]>,
  from: number,
  to: number,
): number {
  const [first, last] = [sliceOf(counter, from), sliceOf(counter, to)];
  let sum = 0;
  for (const [slice, held] of slices) if (slice >= first && slice <= last) sum += held;
  return sum;
}

/** Works out whether an amount fits beside what the window holds: slices by index, oldest first. */
export function decideTake(
  counter: Counter,
  slices: readonly (readonly [number, number])[],
  amount: number,
  max: number,
): Taken {
  const sum = slices.reduce((total, [, held]) => total + held, 0);
  if (sum + amount <= max) return { isTaken: true, sum, retryAt: null };
  let left = sum;
  for (const [slice, held] of slices) {
    left -= held;
    if (left + amount <= max) return { isTaken: false, sum, retryAt: sliceLeavesAt(counter, slice) };
  }
  return { isTaken: false, sum, retryAt: null };
}
