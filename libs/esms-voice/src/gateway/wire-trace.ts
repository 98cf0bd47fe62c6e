import type { AxiosResponse } from 'axios';

/** An answer as it came from the wire; kept apart from what interceptors are handed and may change. */
interface WireAnswer {
  readonly body: unknown;
  readonly retryAfter: unknown;
}

/**
 * What really happened to one request, noted by the transport itself: interceptors of the application run around
 * it, may fail, change things or send it again, and must not decide whether a phone rings.
 */
export class WireTrace {
  /** Our transport took the request up; one that an application put in its place notes nothing. */
  hasBegun = false;
  /** A byte of the request may have left this process. */
  mayHaveLeft = false;
  /** It was sent again after bytes of it may have left: the first try may have been placed. */
  isRepeated = false;
  isCancelled = false;
  answer: WireAnswer | null = null;
  /** Why the transport failed, as it said. */
  error: unknown = null;
  private abort: (() => void) | null = null;

  /** The transport takes the request up. */
  begin(): void {
    this.hasBegun = true;
    this.isRepeated ||= this.mayHaveLeft;
    this.answer = null;
    this.error = null;
  }

  /** A connection takes the request up: from here on its bytes may leave. */
  noteLeaving(): void {
    this.isRepeated ||= this.mayHaveLeft;
    this.mayHaveLeft = true;
  }

  /** Ends the request, under way or not begun yet. */
  cancel(): void {
    this.isCancelled = true;
    this.abort?.();
  }

  /** How the transport ends it; called at once where that was asked for already. */
  onCancel(abort: () => void): void {
    this.abort = abort;
    if (this.isCancelled) abort();
  }

  noteAnswer({ data, headers }: AxiosResponse<unknown>): void {
    this.answer = { body: data, retryAfter: headers['retry-after'] };
  }

  /** An adapter fails with the answer itself where an interceptor's `validateStatus` refuses its status. */
  noteError(error: unknown): void {
    const { response } = Object(error) as { response?: AxiosResponse<unknown> };
    if (response) this.noteAnswer(response);
    else this.error = error;
  }
}

/** The trace that a request carries through axios; a new one for a request that is not ours. */
export const traceOf = (config: object): WireTrace => (config as { trace?: WireTrace }).trace ?? new WireTrace();
