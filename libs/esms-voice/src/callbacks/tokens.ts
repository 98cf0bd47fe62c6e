/** Injection token of the application's {@link CallbackAccounts}. */
export const CALLBACK_ACCOUNTS = Symbol.for('nestjs-esms-voice:callback-accounts');
