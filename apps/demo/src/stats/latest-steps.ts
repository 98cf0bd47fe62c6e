import type { TextStep } from '../steps/call-step.js';

/** Calls whose latest step is remembered; an older call that still moves is then counted as another one. */
const MAX_CALLS = 50_000;

/** What a call was counted as. */
export interface CountedStep {
  readonly number: number;
  readonly state: TextStep['type'];
  readonly costVnd: number;
}

/** The latest step of each call: a step that is told twice, or too late, counts for nothing. */
export class LatestSteps {
  private readonly calls = new Map<string, CountedStep>();

  constructor(private readonly maxCalls: number = MAX_CALLS) {}

  get(requestId: string): CountedStep | null {
    return this.calls.get(requestId) ?? null;
  }

  set(requestId: string, step: CountedStep): void {
    if (this.calls.size >= this.maxCalls && !this.calls.has(requestId)) this.forgetOldest();
    this.calls.set(requestId, step);
  }

  /** By tenths: a Map is slow to give up its first key while it has many. */
  private forgetOldest(): void {
    let left = Math.ceil(this.maxCalls / 10);
    for (const requestId of this.calls.keys()) {
      if (left === 0) return;
      this.calls.delete(requestId);
      left -= 1;
    }
  }
}

/** The end of an event's id is the number of the step in the call's history. */
export const numberOf = ({ id }: Pick<TextStep, 'id'>): number => Number(id.slice(id.lastIndexOf('/') + 1));
