import type { CallFinder } from './call-finder.js';
import type { WireRequest } from './exchange.js';
import type { PlacedCall } from './placed-call.js';
import { type QueryField, queryFields } from './query-fields.js';
import type { Keys, Question } from './question.js';
import { UNKNOWN_ID } from './refusals.js';
import { type ReplyBody, Vnd } from './reply-body.js';
import { COUNTING_FORMAT, PLAIN_FORMAT, refused, type ReplyFormat, restStatusFormat } from './reply-format.js';
import { networkNameOf } from './telco.js';

type Tell = (call: PlacedCall) => ReplyBody;
type AskedOf = Pick<Question, 'kind' | 'format'> & { readonly host: 'rest' | 'voice'; readonly id: string };

/** GetSendStatus: one path for both hosts here, told apart by the name of the parameter (contract, section 3). */
export function statusQuestion({ query }: WireRequest, finder: CallFinder): Question {
  const field = queryFields(query);
  const id = field('ReferenceId');
  if (id === '') return restStatusQuestion(field, finder);
  const asked: AskedOf = { kind: 'status', host: 'voice', format: COUNTING_FORMAT, id };
  return questionAbout(asked, keysOf(field), finder, voiceStatus);
}

/** GetSmsReceiverStatus_get (contract, section 3). */
export function receiversQuestion({ query }: WireRequest, finder: CallFinder): Question {
  const field = queryFields(query);
  const asked: AskedOf = { kind: 'receivers', host: 'rest', format: PLAIN_FORMAT, id: field('RefId') };
  return questionAbout(asked, keysOf(field), finder, receivers);
}

function restStatusQuestion(field: QueryField, finder: CallFinder): Question {
  const id = field('RefId');
  const format: ReplyFormat = restStatusFormat(id);
  return questionAbout({ kind: 'status', host: 'rest', format, id }, keysOf(field), finder, restStatus);
}

function questionAbout({ kind, format, host, id }: AskedOf, keys: Keys, finder: CallFinder, tell: Tell): Question {
  const answer = () => {
    const call = finder.call(host, id);
    return call ? tell(call) : refused(format, UNKNOWN_ID);
  };
  return { kind, format, keys, about: finder.anyCall(id), tell: answer };
}

function keysOf(field: QueryField): Keys {
  return { apiKey: field('ApiKey'), secretKey: field('SecretKey') };
}

function voiceStatus(call: PlacedCall): ReplyBody {
  return {
    CallDuration: call.durationSeconds,
    CallStatus: callStatusOf(call),
    CodeResponse: '100',
    Ivr: call.pressedKey,
    // In capitals, as published: ids are compared without case.
    ReferenceId: call.order.callId.toUpperCase(),
    SendStatus: call.sendStatus,
    SentResult: call.isAnswered ? 1 : 0,
  };
}

function callStatusOf({ isAnswered, isFailed, outcome }: PlacedCall): string {
  if (isAnswered) return 'ANSWERED';
  return isFailed && outcome === 'no-answer' ? 'NOANSWERED' : '';
}

function restStatus(call: PlacedCall): ReplyBody {
  return {
    CodeResponse: '100',
    SMSID: call.order.callId,
    SendFailed: call.isFailed ? 1 : 0,
    SendStatus: call.sendStatus,
    SendSuccess: call.isAnswered ? 1 : 0,
    TotalPrice: new Vnd(call.price),
    TotalReceiver: 1,
    TotalSent: call.dials > 0 ? 1 : 0,
  };
}

function receivers(call: PlacedCall): ReplyBody {
  const { phone } = call.order.request;
  const receiver = {
    IsSent: call.dials > 0,
    NetworkName: networkNameOf(phone),
    Phone: phone,
    Retry: Math.max(call.dials - 1, 0),
    SentResult: call.isAnswered,
  };
  return { CodeResult: '100', ReceiverList: [receiver] };
}
