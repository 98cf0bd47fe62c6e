import type { EsmsVoiceError } from '../errors/esms-voice.error.js';
import { explainGatewayCode } from '../gateway/gateway-code.js';
import { EXIT, type ExitCode } from './exit-code.js';

const EXIT_BY_CODE: Partial<Record<EsmsVoiceError['code'], ExitCode>> = {
  INVALID_INPUT: EXIT.usage,
  INVALID_OPTIONS: EXIT.usage,
  CALL_NOT_SENT: EXIT.unreachable,
  GATEWAY_UNREACHABLE: EXIT.unreachable,
  OUTCOME_UNKNOWN: EXIT.outcomeUnknown,
};

/** How the program ends with an error of the library. */
export const exitCodeOf = ({ code }: EsmsVoiceError): ExitCode => EXIT_BY_CODE[code] ?? EXIT.failed;

/** An error of the library as machines read it, with what the gateway's code means. */
export function explainError(error: EsmsVoiceError): Record<string, unknown> {
  const { gatewayCode } = error;
  return { ...error.toJSON(), explanation: gatewayCode === null ? null : explainGatewayCode(gatewayCode) };
}
