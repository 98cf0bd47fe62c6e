import { readStep, type TextStep } from './call-step.js';

/** What is kept of a step: its place in the stream and its text. */
export interface LoggedStep {
  /** Opaque; the same in every process that shares the stream. */
  readonly id: string;
  readonly requestId: string;
  /** A {@link CallStep} as JSON. */
  readonly text: string;
}

/** Steps since a place, and the place behind them; `isLost`: some between are no longer kept. */
export interface LogPage {
  readonly steps: readonly LoggedStep[];
  readonly next: number;
  readonly isLost: boolean;
}

type StepListener = (step: TextStep) => void;

/** How many steps a process keeps for readers who come back; about 1 kB each. */
export const KEPT_STEPS = 10_000;

/** The latest steps of all calls in this process's memory. Readers hold places, numbers that grow by one a step. */
export class StepLog {
  private readonly ring: LoggedStep[] = [];
  private readonly places = new Map<string, number>();
  private readonly listeners: StepListener[] = [];
  private first = 0;
  private end = 0;

  constructor(private readonly kept: number = KEPT_STEPS) {}

  /** The place behind the latest step. */
  get head(): number {
    return this.end;
  }

  /** Listeners live as long as the log. */
  listen(listener: StepListener): void {
    this.listeners.push(listener);
  }

  add(id: string, text: string): void {
    const step = readStep(text);
    if (this.end - this.first >= this.kept) this.dropFirst();
    this.ring[this.end % this.kept] = { id, requestId: step.requestId, text };
    this.end += 1;
    this.places.set(id, this.end);
    for (const listener of this.listeners) listener(step);
  }

  /** Some steps were never seen here: whoever reads on is told that it lost some. */
  skip(): void {
    this.end += 1;
    this.first = this.end;
    this.places.clear();
  }

  /** The place behind the step of this id; `null` where it is not kept. */
  placeBehind(id: string): number | null {
    return this.places.get(id) ?? null;
  }

  read(place: number, count: number): LogPage {
    if (place < this.first) return { steps: [], next: this.end, isLost: true };
    const next = Math.min(place + count, this.end);
    const steps = Array.from({ length: next - place }, (_, index) => this.ring[(place + index) % this.kept]!);
    return { steps, next, isLost: false };
  }

  private dropFirst(): void {
    this.places.delete(this.ring[this.first % this.kept]!.id);
    this.first += 1;
  }
}
