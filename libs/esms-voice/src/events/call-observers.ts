import type { CallRecord } from '../calls/call-record.js';
import type { CallObserver, ObservedCallback, RunBegun, RunObserver } from './call-observer.js';
import type { HandlerFailure } from './handler-run.js';
import { quietly } from './quietly.js';
import { RunObservers } from './run-observers.js';

/** Hands what happens to calls to whoever watches. An observer's trouble is its own: no call fails for it. */
export class CallObservers implements Required<CallObserver> {
  private observers: readonly CallObserver[] = [];

  /** Returns what takes it away again. */
  add(observer: CallObserver): () => void {
    this.observers = [...this.observers, observer];
    return () => (this.observers = this.observers.filter((other) => other !== observer));
  }

  readonly traceparent = (): string | null => {
    for (const { traceparent } of this.observers) {
      const own = traceparent && quietly(traceparent);
      if (own) return own;
    }
    return null;
  };

  readonly onRun = (run: RunBegun): RunObserver | null => {
    const observed: RunObserver[] = [];
    for (const observer of this.observers) {
      const own = quietly(() => observer.onRun?.(run));
      if (own) observed.push(own);
    }
    return observed.length === 0 ? null : new RunObservers(observed);
  };

  readonly onStep = (record: CallRecord): void => {
    for (const { onStep } of this.observers) quietly(() => onStep?.(record));
  };

  readonly onCallback = (callback: ObservedCallback): void => {
    for (const { onCallback } of this.observers) quietly(() => onCallback?.(callback));
  };

  readonly onHandlerFailure = (failure: HandlerFailure): void => {
    for (const { onHandlerFailure } of this.observers) quietly(() => onHandlerFailure?.(failure));
  };

  readonly within = <T>(record: CallRecord, run: () => T): T => {
    let wrapped = run;
    for (const { within } of this.observers) {
      const inner = wrapped;
      if (within) wrapped = () => within(record, inner);
    }
    return wrapped();
  };
}
