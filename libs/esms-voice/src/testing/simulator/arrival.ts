import type { Refusal } from './call-outcome.js';
import type { RequestSubject } from './fault-book.js';
import type { ReplyBody } from './reply-body.js';
import type { ReplyFormat } from './reply-format.js';

/** A request that has come in and been counted; one of its three methods is to be called, once. */
export interface Arrival extends RequestSubject {
  readonly format: ReplyFormat;
  /** Does what the gateway does, and answers. */
  process(): Processed;
  /** Refuses it, whatever it holds. */
  refuse(refusal: Refusal): void;
  /** Does nothing for it. */
  ignore(): void;
}

/** What came of a request. */
export interface Processed {
  readonly body: ReplyBody;
  /** Where a fault wants the callback before the reply: settles when the callback has been delivered or lost. */
  readonly reported?: Promise<void>;
}

/** An arrival that leaves no trace, whatever is done with it. */
export function traceless(subject: RequestSubject, format: ReplyFormat, answer: () => ReplyBody): Arrival {
  return {
    ...subject,
    format,
    process: () => ({ body: answer() }),
    refuse: () => undefined,
    ignore: () => undefined,
  };
}
