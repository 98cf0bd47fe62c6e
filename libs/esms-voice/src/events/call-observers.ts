import type { CallRecord } from '../calls/call-record.js';
import type { CallObserver, ObservedCallback, RunBegun, RunObserver } from './call-observer.js';
import type { HandlerFailure } from './handler-run.js';

/** Hands what happens to calls to whoever watches. An observer's trouble is its own: no call fails for it. */
export class CallObservers implements Required<CallObserver> {
  private observers: readonly CallObserver[] = [];

  /** Returns what takes it away again. */
  add(observer: CallObserver): () => void {
    this.observers = [...this.observers, observer];
    return () => (this.observers = this.observers.filter((other) => other !== observer));
  }

  readonly traceparent = (): string | null => {
    for (const observer of this.observers) {
      const own = quietly(() => observer.traceparent?.());
      if (own) return own;
    }
    return null;
  };

  readonly onRun = (run: RunBegun): RunObserver | null => {
    if (this.observers.length === 0) return null;
    const observed = this.observers.flatMap((observer) => quietly(() => observer.onRun?.(run)) ?? []);
    return observed.length === 0 ? null : toOne(observed);
  };

  readonly onStep = (record: CallRecord): void => {
    for (const observer of this.observers) quietly(() => observer.onStep?.(record));
  };

  readonly onCallback = (callback: ObservedCallback): void => {
    for (const observer of this.observers) quietly(() => observer.onCallback?.(callback));
  };

  readonly onHandlerFailure = (failure: HandlerFailure): void => {
    for (const observer of this.observers) quietly(() => observer.onHandlerFailure?.(failure));
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

const toOne = (observed: readonly RunObserver[]): RunObserver => ({
  traceparent: observed.find(({ traceparent }) => traceparent !== null)?.traceparent ?? null,
  onAttempt: (attempt) => observed.forEach((each) => quietly(() => each.onAttempt(attempt))),
  onEnd: (record, code) => observed.forEach((each) => quietly(() => each.onEnd(record, code))),
});

function quietly<T>(tell: () => T): T | undefined {
  try {
    return tell();
  } catch {
    return undefined;
  }
}
