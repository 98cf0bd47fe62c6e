import { betterAuth } from 'better-auth';
import { memoryAdapter } from 'better-auth/adapters/memory';
import { APIError, getIP } from 'better-auth/api';
import { phoneNumber, type PhoneNumberOptions } from 'better-auth/plugins';
import { EsmsVoiceError, toHttpError } from 'nestjs-esms-voice';
import type { EsmsVerificationService } from 'nestjs-esms-voice/verification';

/** A number has one spelling, and so one account. */
const VIETNAMESE_MOBILE = /^\+84[35789]\d{8}$/;
/** The one route whose codes we speak; `verifyOTP` is asked on the route that resets a password, too. */
const LOGIN_PATH = '/phone-number/verify';

/** better-auth with phone login: the plugin makes a code of its own, which nobody hears; ours is spoken and checked. */
export const createAuth = (verification: EsmsVerificationService) =>
  betterAuth({
    database: memoryAdapter({ user: [], session: [], account: [], verification: [] }),
    plugins: [phoneNumber(spokenBy(verification))],
  });

export type Auth = ReturnType<typeof createAuth>;

const spokenBy = (verification: EsmsVerificationService): PhoneNumberOptions => ({
  phoneNumberValidator: (phone) => VIETNAMESE_MOBILE.test(phone),
  signUpOnVerification: { getTempEmail: (phone) => `${phone.slice(1)}@phone.invalid` },

  async sendOTP({ phoneNumber: phone }, ctx) {
    const ip = ctx?.request ? getIP(ctx.request, ctx.context.options) : null;
    // A double submit waits for the call that is under way, and rings nobody.
    await verification.start({ phone, purpose: 'login', ip }).catch(refuse);
  },

  async verifyOTP({ phoneNumber: phone, code }, ctx) {
    if (ctx?.path !== LOGIN_PATH) return false;
    const { status } = await verification.check({ phone, purpose: 'login', code }).catch(refuse);
    return status === 'approved';
  },
});

/** A limit is 429, a gateway that is away 503, and so on, in place of better-auth's 500. */
function refuse(error: unknown): never {
  if (!(error instanceof EsmsVoiceError)) throw error;
  const { statusCode, retryAfterSeconds, body } = toHttpError(error);
  const headers = retryAfterSeconds === null ? {} : { 'Retry-After': String(retryAfterSeconds) };
  throw new APIError(statusCode as 429, { code: body.code, message: error.message }, headers);
}
