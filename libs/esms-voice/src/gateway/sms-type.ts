/** The SmsType of voice calls: placing an OTP call, and listing them. */
export const VOICE_CALL_TYPE = '8';
