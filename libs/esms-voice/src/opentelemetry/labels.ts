import type { EsmsVoiceErrorCode } from '../errors/esms-voice.error.js';
import type { NumberRule } from '../verification/domain/number-limits.js';
import { explainGatewayCode } from '../gateway/gateway-code.js';
import type { WideScope } from '../verification/resolved-verification-options.js';

/** A label of what there is not. */
export const NONE = 'none';
/** A label of what is not in its small set. */
export const OTHER = 'other';

/** A gateway's code as a label: new ones appear every few weeks. */
export const codeLabel = (code: string | null): string => {
  if (code === null) return NONE;
  return explainGatewayCode(code) ? code : OTHER;
};

const NUMBER_RULES: readonly NumberRule[] = ['number-cooldown', 'number-hour', 'number-day', 'number-failures'];
const WIDE_RULES: readonly WideScope[] = ['ip', 'user', 'prefix', 'global'];
const POLICIES = ['pumping-breaker', 'spend-ceiling'];
const ERRORS: readonly EsmsVoiceErrorCode[] = [
  'CALL_NOT_SENT',
  'GATEWAY_REFUSED',
  'JOURNAL_FULL',
  'JOURNAL_UNAVAILABLE',
  'OUTCOME_UNKNOWN',
  'VERIFICATION_UNAVAILABLE',
];
const RULES: ReadonlySet<string> = new Set([...NUMBER_RULES, ...WIDE_RULES, ...POLICIES, ...ERRORS]);

/** What kept a number from being rung as a label: a limit, a policy, an error; policies of an application's own are `other`. */
export const ruleLabel = (rule: string | null): string => {
  if (rule === null) return NONE;
  return RULES.has(rule) ? rule : OTHER;
};
