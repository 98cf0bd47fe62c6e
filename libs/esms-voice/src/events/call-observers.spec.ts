import { describe, expect, it, jest } from '@jest/globals';
import { aCall, ACCEPTED } from '../../../../test/support/a-call.js';
import type { CallObserver } from './call-observer.js';
import { CallObservers } from './call-observers.js';

const call = aCall(ACCEPTED);

const fail = (): never => {
  throw new Error('canary');
};

const FAILING: CallObserver = {
  traceparent: fail,
  onRun: fail,
  onStep: fail,
  onCallback: fail,
  onHandlerFailure: fail,
};

describe('CallObservers', () => {
  it('passes over what an observer throws, and tells the others', () => {
    const observers = new CallObservers();
    const onStep = jest.fn();
    const onEnd = jest.fn();
    observers.add(FAILING);
    observers.add({ onRun: () => ({ traceparent: null, onAttempt: fail, onEnd: fail }) });
    observers.add({
      onStep,
      traceparent: () => 'trace',
      onRun: () => ({ traceparent: 'trace', onAttempt: fail, onEnd }),
    });
    observers.onStep(call);
    expect(onStep).toHaveBeenCalledWith(call);
    expect(observers.traceparent()).toBe('trace');
    const run = observers.onRun({ record: call, isQueued: false })!;
    expect(run.traceparent).toBe('trace');
    run.onAttempt({} as never);
    run.onEnd(call, null);
    expect(onEnd).toHaveBeenCalledWith(call, null);
  });

  it('says that nobody watches a run, and runs handlers as they are', () => {
    const observers = new CallObservers();
    expect(observers.onRun({ record: call, isQueued: false })).toBeNull();
    expect(observers.traceparent()).toBeNull();
    expect(observers.within(call, () => 7)).toBe(7);
  });

  it('runs handlers once within every observer', () => {
    const observers = new CallObservers();
    const heard: string[] = [];
    for (const name of ['a', 'b'])
      observers.add({
        within: (_, run) => {
          heard.push(name);
          return run();
        },
      });
    expect(observers.within(call, () => heard.push('run'))).toBe(3);
    expect(heard).toEqual(['b', 'a', 'run']);
  });

  it('tells nothing to one that was taken away', () => {
    const observers = new CallObservers();
    const onStep = jest.fn();
    observers.add({ onStep })();
    observers.onStep(call);
    expect(onStep).not.toHaveBeenCalled();
  });
});
