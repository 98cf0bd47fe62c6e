import type { EsmsSimulator } from '../../libs/esms-voice/src/testing/index.js';

const DEMO_KEY = 'canary-demo-key';

/** Of a request to a demo of {@link liveSettings}. */
export const DEMO_HEADERS = { 'x-api-key': DEMO_KEY, 'content-type': 'application/json' };

/** What processes of one demo share that call a simulator in another process. */
export const liveSettings = (gateway: EsmsSimulator, publicUrl: string): Record<string, string> => ({
  ESMS_API_KEY: gateway.apiKey,
  ESMS_SECRET_KEY: gateway.secretKey,
  ESMS_REST_URL: gateway.restUrl,
  ESMS_VOICE_URL: gateway.voiceUrl,
  PUBLIC_URL: publicUrl,
  CALLBACK_KEYS: `k1:${'c'.repeat(32)}`,
  DATA_KEYS: `d1:${'d'.repeat(32)}`,
  DEMO_API_KEY: DEMO_KEY,
  LOG_LEVEL: 'warn',
});
