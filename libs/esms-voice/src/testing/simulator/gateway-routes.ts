import type { Arrival } from './arrival.js';
import { balanceQuestion } from './balance-question.js';
import type { CallFunction } from './call-function.js';
import type { Route, WireRequest } from './exchange.js';
import { answerArrival } from './faulty-answer.js';
import { listQuestion } from './list-question.js';
import { OTP_FUNCTION } from './otp-function.js';
import { type Question, questionArrival } from './question.js';
import { RECORDING_FUNCTION } from './recording-function.js';
import type { SimulatedGateway } from './simulated-gateway.js';
import { receiversQuestion, statusQuestion } from './status-question.js';
import { TEMPLATE_FUNCTION } from './template-function.js';

/** The path below which both hosts of the gateway keep their functions. */
export const SERVICE_PATH = '/MainService.svc/json';

type Receive = (gateway: SimulatedGateway, request: WireRequest) => Arrival;

const FUNCTIONS: readonly [method: Route['method'], name: string, receive: Receive][] = [
  ['POST', 'SendMultipleMessage_V4_post_json', placing(OTP_FUNCTION)],
  ['GET', 'MakeCallTemplate_V2', placing(TEMPLATE_FUNCTION)],
  ['GET', 'MakeCallRecord_V2', placing(RECORDING_FUNCTION)],
  ['GET', 'GetSendStatus', asking(({ finder }, request) => statusQuestion(request, finder))],
  ['GET', 'GetSmsReceiverStatus_get', asking(({ finder }, request) => receiversQuestion(request, finder))],
  ['POST', 'GetSmsSentData_V2', asking(({ ledger }, { body }) => listQuestion(body, () => ledger.placedCalls()))],
  ['POST', 'GetBalance_json', asking(({ account }, { body }) => balanceQuestion(body, account))],
];

/** The gateway's functions, each of which the fault plan can spoil. */
export function gatewayRoutes(gateway: SimulatedGateway): Route[] {
  return FUNCTIONS.map(([method, name, receive]) => ({
    method,
    path: `${SERVICE_PATH}/${name}`,
    respond: (request) => answerArrival(gateway, request, receive(gateway, request)),
  }));
}

function placing(asked: CallFunction): Receive {
  return ({ desk }, request) => desk.receive(asked, request);
}

function asking(read: (gateway: SimulatedGateway, request: WireRequest) => Question): Receive {
  return (gateway, request) => questionArrival(gateway.account, read(gateway, request));
}
