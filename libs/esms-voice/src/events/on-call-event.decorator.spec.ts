import { describe, expect, it } from '@jest/globals';
import { CALL_STATES } from '../calls/call-state.js';
import { marksOf, OnCallEvent } from './on-call-event.decorator.js';

class Listener {
  @OnCallEvent('delivered')
  one(): void {}

  @OnCallEvent(['undelivered', 'rejected'], { account: 'alerts', maxAttempts: 1 })
  @OnCallEvent('unknown')
  several(): void {}

  @OnCallEvent('*')
  all(): void {}

  none(): void {}
}

const marks = (name: keyof Listener) =>
  marksOf(Listener.prototype[name]).map(({ types, options }) => ({ types: [...types], options }));

describe('@OnCallEvent', () => {
  it('leaves the states and the options on the method', () => {
    expect(marks('one')).toEqual([{ types: ['delivered'], options: {} }]);
    expect(marks('all')).toEqual([{ types: [...CALL_STATES], options: {} }]);
    expect(marks('none')).toEqual([]);
  });

  it('may stand on a method more than once', () => {
    expect(marks('several')).toEqual([
      { types: ['unknown'], options: {} },
      { types: ['undelivered', 'rejected'], options: { account: 'alerts', maxAttempts: 1 } },
    ]);
  });

  it('changes nothing that can be seen of the method', () => {
    expect(Object.entries(Listener.prototype)).toEqual([]);
    expect(Object.keys(Object(Reflect.get(Listener.prototype, 'one')))).toEqual([]);
  });

  it('takes an option that is undefined for one that is not given', () => {
    class Undecided {
      @OnCallEvent('delivered', { maxAttempts: undefined, retryDelayMs: 0 } as never)
      one(): void {}
    }
    const [mark] = marksOf(Reflect.get(Undecided.prototype, 'one'));
    expect(Object.entries(mark!.options)).toEqual([['retryDelayMs', 0]]);
  });

  it.each([[{ maxAttempts: 0 }], [{ maxAttempts: NaN }], [{ retryDelayMs: -1 }], [{ maxRetryDelayMs: '5' }]])(
    'refuses %j, with which a handler would be repeated without end or not be run',
    (options) => {
      expect(() => OnCallEvent('delivered', options as never)).toThrow(/must be a whole number/);
    },
  );

  it.each([['deliverd'], [[]], [['delivered', 'ringing']]])(
    'refuses %j when it is read, naming the states',
    (types) => {
      expect(() => OnCallEvent(types as never)).toThrow(/delivered, undelivered/);
    },
  );
});
