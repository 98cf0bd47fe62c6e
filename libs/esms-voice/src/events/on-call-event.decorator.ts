import { CALL_STATES, type CallState } from '../calls/call-state.js';
import type { CallEvent } from './call-event.js';
import type { HandlerRetry } from './call-handlers.js';

/** What {@link OnCallEvent} takes beside the states; what is absent is as the module's option `handlers` says. */
export interface OnCallEventOptions extends Partial<HandlerRetry> {
  /** Hear of this account alone. @default every account of the application */
  readonly account?: string;
}

/** What a method was decorated with. */
export interface HandlerMark {
  readonly types: ReadonlySet<CallState>;
  readonly options: OnCallEventOptions;
}

type HandlerMethod = (event: CallEvent) => unknown;

// On the method itself and under a registered symbol, so that the ESM and the CommonJS copy of the library agree.
const MARKS = Symbol.for('nestjs-esms-voice:call-event-handler');

/**
 * Has a method of any provider or controller told when a call reaches one of these states:
 * `@OnCallEvent('delivered') async onDelivered(event: CallEvent) {}`. It runs after the gateway's callback was
 * answered, is run again where it fails, and hears of each step at least once, always under one `event.id`.
 * @param types one state, several, or `*` for all of them.
 * @throws TypeError where a state is none, or a number of the options cannot be one.
 */
export function OnCallEvent(types: CallState | '*' | readonly CallState[], options: OnCallEventOptions = {}) {
  const wanted = types === '*' ? CALL_STATES : [types].flat();
  const unknown = wanted.filter((type) => !CALL_STATES.includes(type));
  if (wanted.length === 0 || unknown.length > 0)
    throw new TypeError(`@OnCallEvent: give one or more of ${CALL_STATES.join(', ')}, or *`);
  const mark: HandlerMark = { types: new Set(wanted), options: readOptions(options) };
  return <T extends HandlerMethod>(_: object, __: string | symbol, method: TypedPropertyDescriptor<T>): void => {
    const value = [...marksOf(method.value!), mark];
    Object.defineProperty(method.value!, MARKS, { value, configurable: true });
  };
}

const LEAST: Readonly<Record<keyof HandlerRetry, number>> = { maxAttempts: 1, retryDelayMs: 0, maxRetryDelayMs: 0 };

/** What is `undefined` is absent: in the place of the module's own it would have a handler repeated without end. */
function readOptions(options: OnCallEventOptions): OnCallEventOptions {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  for (const [name, value] of given) {
    const least = LEAST[name as keyof HandlerRetry];
    if (least !== undefined && !(Number.isSafeInteger(value) && (value as number) >= least))
      throw new TypeError(`@OnCallEvent: ${name} must be a whole number from ${least}`);
  }
  return Object.fromEntries(given);
}

/** What {@link OnCallEvent} left on a method. */
export const marksOf = (method: object): readonly HandlerMark[] =>
  (method as { [MARKS]?: readonly HandlerMark[] })[MARKS] ?? [];
