import type { CallState } from '../calls/call-state.js';
import type { RetryDelays } from '../ring-once/back-off.js';
import type { CallEvent } from './call-event.js';

/** How often a handler that fails is run again, and the pauses between, in milliseconds. */
export interface HandlerRetry extends RetryDelays {
  /** 1 turns repeating off. */
  readonly maxAttempts: number;
}

/** Somebody who is told of the steps of calls. */
export interface CallHandler {
  /** `Class.method`, for logs. */
  readonly name: string;
  readonly types: ReadonlySet<CallState>;
  /** `null`: of every account. */
  readonly account: string | null;
  /** What differs from the module's own. */
  readonly retry: Partial<HandlerRetry>;
  readonly run: (event: CallEvent) => unknown;
}

/** All handlers of one application. */
export class CallHandlers {
  private readonly handlers: CallHandler[] = [];

  add(handler: CallHandler): void {
    this.handlers.push(handler);
  }

  /** Whether anybody wants to hear of a call of this account that reached this state. */
  want(account: string, type: CallState): boolean {
    return this.handlers.some((handler) => isFor(handler, account, type));
  }

  of(account: string, type: CallState): CallHandler[] {
    return this.handlers.filter((handler) => isFor(handler, account, type));
  }

  /** Whether the account has any handler at all. */
  has(account: string): boolean {
    return this.handlers.some((handler) => handler.account === null || handler.account === account);
  }
}

const isFor = ({ account, types }: CallHandler, ofAccount: string, type: CallState): boolean =>
  types.has(type) && (account === null || account === ofAccount);
