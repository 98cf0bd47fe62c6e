import { PlainController } from './bare.mjs';
import { createWebhook } from './esms.mjs';

/**
 * The floor within the application that the callbacks come to: what Node.js and V8 have done by the time that so much code is
 * loaded costs a bare route as well.
 */
export async function create(options) {
  return { ...(await createWebhook(options, [PlainController])), path: 'plain' };
}
