import { newRequestId } from '../../calls/request-id.js';
import { EsmsVoiceError } from '../../errors/esms-voice.error.js';
import { InvalidInputError } from '../../errors/errors.js';
import type { EsmsVoiceOptions } from '../../module/esms-voice-options.js';
import { UsageError } from '../usage.error.js';
import { passed, type CheckResult } from './check-result.js';
import { notAnswered, refusedWith } from './gateway-trouble.js';

const CHECK = 'sandbox call';
const SPOKEN = '123456';

/** Places one call with Sandbox: what only a call can tell, such as a missing price list. */
export async function checkSandboxCall(options: EsmsVoiceOptions, phone: string, host: string): Promise<CheckResult> {
  const { callback: _, dataKeys: __, ...gateway } = options;
  const input = { phone, content: SPOKEN, sandbox: true, requestId: `doctor-${newRequestId()}` };
  const { withVoice } = await import('../with-voice.js');
  try {
    await withVoice({ ...gateway, maxAttempts: 1 }, {}, (voice) => voice.createOtpCall(input));
    return passed(CHECK, 'The gateway would place a call to this number.');
  } catch (error) {
    if (error instanceof InvalidInputError) throw new UsageError(error.problems.map((problem) => `--${problem}`));
    if (!(error instanceof EsmsVoiceError)) throw error;
    if (error.gatewayCode !== null) return refusedWith(CHECK, error.gatewayCode);
    const { code = null } = Object(error.cause) as { code?: string | null };
    return notAnswered(CHECK, host, code, null);
  }
}
