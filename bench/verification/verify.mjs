import { EsmsVerificationService } from '../../libs/esms-voice/build/verification/esms-verification.service.js';
import { resolveVerificationOptions } from '../../libs/esms-voice/build/verification/resolve-verification-options.js';

const DATA_KEYS = [{ id: 'd1', secret: 'd1-0123456789-0123456789-0123456789' }];
/** The code in the module's own sentence: six digits, each three places after the one before, from its first colon on. */
function codeIn(content) {
  const at = content.indexOf(': ') + 2;
  let code = '';
  for (let i = 0; i < 6; i += 1) code += content[at + 3 * i];
  return code;
}

/** Mobile numbers, none of them twice in a run. */
export function phones() {
  const run = Math.floor(Math.random() * 100);
  let count = 0;
  return () => `09${String(run).padStart(2, '0')}${String(count++ % 1_000_000).padStart(6, '0')}`;
}

/** `start` and `check` with the right code, each time of another number; the gateway's part is a stub that accepts at once. */
export async function createVerify(options) {
  const spoken = new Map();
  const createOtpCall = async ({ phone, requestId, content }) => {
    spoken.set(phone, codeIn(content));
    return { requestId, callId: null, state: 'accepted' };
  };
  const resolved = resolveVerificationOptions({ dataKeys: DATA_KEYS, ...options });
  const verification = new EsmsVerificationService(resolved, async () => ({ createOtpCall }));
  await verification.onModuleInit();
  const nextPhone = phones();
  return async () => {
    const phone = nextPhone();
    const { verificationId } = await verification.start({ phone, purpose: 'login' });
    const code = spoken.get(phone);
    spoken.delete(phone);
    const { status } = await verification.check({ verificationId, code });
    if (status !== 'approved') throw new Error(`The benchmark's own code is ${status}.`);
  };
}
