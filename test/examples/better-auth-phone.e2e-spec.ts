import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createApp } from '../../examples/better-auth-phone/src/create-app.js';
import { spokenCode } from '../support/spoken-code.js';
import { RunningRecipe, type Reply } from './lib/recipe.js';

const PHONE = '+84901888484';
const RUNG = '0901888484';

let recipe: RunningRecipe;

beforeEach(async () => {
  recipe = await RunningRecipe.start(createApp);
});

afterEach(() => recipe.stop());

const post = (path: string, body: object): Promise<Reply> =>
  recipe.post(`/api/auth${path}`, body, { origin: recipe.url });
const sendOtp = (phoneNumber = PHONE): Promise<Reply> => post('/phone-number/send-otp', { phoneNumber });
const verify = (code: string): Promise<Reply> => post('/phone-number/verify', { phoneNumber: PHONE, code });

const spoken = (): string => spokenCode(recipe.rings.at(-1)!.content);
const notSpoken = (): string => spoken().replace(/\d/g, (digit) => String((Number(digit) + 1) % 10));

it('the code that was spoken makes a session, once', async () => {
  expect((await sendOtp()).status).toBe(200);
  expect(recipe.ringsOf).toEqual({ [RUNG]: 1 });
  expect((await verify(notSpoken())).status).toBe(400);

  const tries = await Promise.all([verify(spoken()), verify(spoken())]);
  expect(tries.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400]);
  const verified = tries.find(({ status }) => status === 200)!;
  expect(verified.body).toMatchObject({ status: true, user: { phoneNumber: PHONE, phoneNumberVerified: true } });

  const cookie = verified.headers.getSetCookie().map((one) => one.split(';')[0]!);
  const session = await recipe.get('/api/auth/get-session', { cookie: cookie.join('; ') });
  expect(session.body).toMatchObject({ user: { phoneNumber: PHONE } });
});

it('a double submit rings once', async () => {
  const [first, second] = await Promise.all([sendOtp(), sendOtp()]);
  expect([first.status, second.status, (await sendOtp()).status]).toEqual([200, 200, 200]);
  expect(recipe.ringsOf).toEqual({ [RUNG]: 1 });
});

it('a number has one spelling, and text that is no code costs no guess', async () => {
  expect((await sendOtp(RUNG)).status).toBe(400);
  expect(recipe.ringsOf).toEqual({});
  await sendOtp();
  for (let n = 0; n < 5; n += 1) expect((await verify('no code')).body).toMatchObject({ code: 'INVALID_INPUT' });
  expect((await verify(spoken())).status).toBe(200);
});

it('the code for login resets no password', async () => {
  await sendOtp();
  const reset = { phoneNumber: PHONE, otp: spoken(), newPassword: 'a-new-password' };
  expect((await post('/phone-number/reset-password', reset)).status).toBe(400);
  expect((await verify(spoken())).status).toBe(200);
});

it('what refuses a call is answered as such, not as 500', async () => {
  const refused = await sendOtp('+84901888103');
  expect([refused.status, refused.body, refused.headers.get('retry-after')]).toEqual([
    503,
    { code: 'GATEWAY_REFUSED', message: expect.any(String) },
    '5',
  ]);
});
