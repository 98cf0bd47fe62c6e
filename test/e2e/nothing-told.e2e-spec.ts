import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EsmsSimulator } from 'nestjs-esms-voice/testing';
import { signToken } from '../../libs/esms-voice/src/callbacks/callback-token.js';
import { freePort } from '../support/free-port.js';
import { RunningProcess } from '../support/running-process.js';

const CANARY = {
  apiKey: 'canaryApiKey5f1c',
  secretKey: 'canarySecretKey9e2d',
  callbackSecret: 'canaryCallbackSecret-0123456789-abcdef',
  dataSecret: 'canaryDataSecret-0123456789-abcdef-xyz',
  demoApiKey: 'canaryDemoApiKey77',
  code: '73914682',
  content: 'canary-content-spoken',
  phone: '0908765484',
  refusedPhone: '0908765108',
};

const JSON_AND_KEY = { 'content-type': 'application/json', 'x-api-key': CANARY.demoApiKey };
const TOKEN = signToken(
  { id: 'k1', secret: CANARY.callbackSecret },
  { account: 'default', requestId: 'canary-1', expiresAt: Math.ceil(Date.now() / 1000) + 3600 },
);

/** What must be found nowhere: the canaries, and the numbers in every other spelling. */
const FORBIDDEN = [...Object.values(CANARY), '908765484', '908765108', '0908 765 484'];

describe('a run of the demo with everything logged and many failures', () => {
  let gateway: EsmsSimulator;
  let demo: RunningProcess;
  let url: string;
  const told: string[] = [];

  const ask = async (path: string, init: RequestInit = {}): Promise<number> => {
    const response = await fetch(url + path, init);
    told.push(await response.text(), JSON.stringify([...response.headers]));
    return response.status;
  };

  const place = (call: object): Promise<number> =>
    ask('/calls/otp', {
      method: 'POST',
      body: JSON.stringify(call),
      headers: JSON_AND_KEY,
    });

  beforeAll(async () => {
    gateway = await EsmsSimulator.start({ apiKey: CANARY.apiKey, secretKey: CANARY.secretKey, answerAfterMs: 50 });
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    demo = RunningProcess.start(['scripts/start.mjs', 'demo'], {
      PORT: String(port),
      ESMS_API_KEY: CANARY.apiKey,
      ESMS_SECRET_KEY: CANARY.secretKey,
      ESMS_REST_URL: gateway.restUrl,
      PUBLIC_URL: url,
      CALLBACK_KEYS: `k1:${CANARY.callbackSecret}`,
      DATA_KEYS: `d1:${CANARY.dataSecret}`,
      DEMO_API_KEY: CANARY.demoApiKey,
      LOG_LEVEL: 'trace',
      ESMS_TIMEOUT_MS: '500',
      ESMS_DEADLINE_MS: '1500',
    });
    await demo.printed(/is ready/);
  }, 120_000);

  afterAll(async () => {
    await demo.stop();
    await gateway.stop();
  });

  it('tells no key, no code and no full number', async () => {
    await expect(place({ phone: CANARY.phone, code: CANARY.code, requestId: 'canary-1' })).resolves.toBe(201);
    await expect(place({ phone: CANARY.phone, code: CANARY.code, requestId: 'canary-1' })).resolves.toBe(409);
    await expect(place({ phone: CANARY.refusedPhone, content: CANARY.content })).resolves.toBe(422);
    await expect(place({ phone: `${CANARY.phone}0`, content: CANARY.content.repeat(40) })).resolves.toBe(400);
    await expect(place({ phone: CANARY.phone, code: CANARY.code, content: CANARY.content })).resolves.toBe(400);
    const broken = { method: 'POST', body: `{"phone":"${CANARY.phone}",${CANARY.code}`, headers: JSON_AND_KEY };
    await expect(ask('/calls/otp', broken)).resolves.toBe(400);
    await expect(ask(`/webhooks/esms/${TOKEN}x?phonenumber=${CANARY.phone}`)).resolves.toBe(403);
    await expect(ask(`/webhooks/esms/${TOKEN}?phonenumber=${CANARY.phone}&SMSID=other`)).resolves.toBe(200);
    await gateway.stop();
    await expect(place({ phone: CANARY.phone, code: CANARY.code, requestId: 'canary-2' })).resolves.toBe(503);
    await expect(ask('/calls', { headers: { 'x-api-key': CANARY.demoApiKey } })).resolves.toBe(200);

    expect(demo.output).toContain('answered');
    const everything = [demo.output, ...told].join('\n');
    expect(FORBIDDEN.filter((canary) => everything.includes(canary))).toEqual([]);
  }, 60_000);
});
