/** Signs the callback URLs on both sides of the benchmark. */
export const CALLBACK_KEY = { id: 'k1', secret: 'k1-0123456789-0123456789-0123456789' };
