import { type Arrival, traceless } from './arrival.js';
import type { PlacedCall } from './placed-call.js';
import { UNREADABLE, WRONG_KEYS } from './refusals.js';
import type { ReplyBody } from './reply-body.js';
import { refused, type ReplyFormat } from './reply-format.js';
import type { SimulatedQuestionKind } from './request-kind.js';
import type { SimulatedAccount } from './simulated-account.js';

/** The keys of an account as a question brings them. */
export interface Keys {
  readonly apiKey: string;
  readonly secretKey: string;
}

/** A question, read. */
export interface Question {
  readonly kind: SimulatedQuestionKind;
  readonly format: ReplyFormat;
  /** Undefined: none could be read, and none are asked for. */
  readonly keys: Keys | undefined;
  /** The call that it is about, whether the gateway tells of it or not. */
  readonly about?: PlacedCall | undefined;
  /** What the owner of the keys is answered. */
  readonly tell: () => ReplyBody;
}

/** A question whose body is no JSON object, or has a field that WCF cannot read. */
export function unreadableQuestion(kind: SimulatedQuestionKind, format: ReplyFormat): Question {
  return { kind, format, keys: undefined, tell: () => refused(format, UNREADABLE) };
}

/** A question as an arrival: it changes nothing. */
export function questionArrival(account: SimulatedAccount, question: Question): Arrival {
  const { kind, format, about } = question;
  const { phone, requestId } = about?.order.request ?? { phone: '', requestId: '' };
  const subject = { kind, phone, requestId, attempt: 1, previousCallId: null };
  return traceless(subject, format, () => answerTo(account, question));
}

function answerTo(account: SimulatedAccount, { keys, format, tell }: Question): ReplyBody {
  const isStranger = keys !== undefined && !account.owns(keys.apiKey, keys.secretKey);
  return isStranger ? refused(format, WRONG_KEYS) : tell();
}
