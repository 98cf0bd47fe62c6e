import { GatewayRefusedError, GatewayUnreachableError } from '../errors/errors.js';
import { describeGatewayCode } from '../gateway/gateway-code.js';
import type { FailedQuestion } from '../gateway/gateway-questions.js';

/** The error of a question that came to nothing. */
export function toQuestionError({ answer }: FailedQuestion): GatewayRefusedError | GatewayUnreachableError {
  if (answer.kind === 'silent') return new GatewayUnreachableError(answer.cause);
  const { code } = answer;
  return new GatewayRefusedError(`The gateway refused the question (${describeGatewayCode(code)})`, {
    gatewayCode: code,
  });
}
