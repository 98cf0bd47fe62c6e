import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import { EsmsVoiceService } from 'nestjs-esms-voice';
import { AppModule } from '../../examples/login-with-voice-otp/src/app.module.js';
import { spokenCode } from '../support/spoken-code.js';
import { until } from '../support/until.js';
import { RunningRecipe, type Reply } from './lib/recipe.js';

const LINH = { email: 'linh@example.com', password: 'canary-password', phone: '0901888484' };
const MINH = { email: 'minh@example.com', password: 'another-password', phone: '0901888485' };

let recipe: RunningRecipe;

beforeEach(async () => {
  recipe = await RunningRecipe.start(() => NestFactory.create(AppModule));
  for (const user of [LINH, MINH]) expect((await recipe.post('/auth/register', user)).status).toBe(201);
});

afterEach(() => recipe.stop());

const login = ({ email, password }: typeof LINH): Promise<Reply> => recipe.post('/auth/login', { email, password });
const typeCode = (ticket: unknown, code: string): Promise<Reply> => recipe.post('/auth/login/code', { ticket, code });
const me = (token: unknown): Promise<Reply> => recipe.get('/auth/me', { authorization: `Bearer ${String(token)}` });

const codeFor = ({ phone }: typeof LINH): string =>
  spokenCode(recipe.rings.findLast((call) => call.phone === phone)!.content);

const otherThan = (code: string): string => code.replace(/\d/g, (digit) => String((Number(digit) + 1) % 10));

it('the password rings the phone, and the spoken code opens the account, once', async () => {
  const { status, body } = await login(LINH);
  expect([status, Object.keys(body)]).toEqual([200, ['ticket', 'expiresAt', 'nextCallAt', 'callsLeft']]);
  expect((await typeCode(body['ticket'], otherThan(codeFor(LINH)))).body).toEqual({
    status: 'pending',
    attemptsLeft: 4,
  });

  const code = codeFor(LINH);
  const typed = await Promise.all([typeCode(body['ticket'], code), typeCode(body['ticket'], code)]);
  expect(typed.map((reply) => reply.status).toSorted((a, b) => a - b)).toEqual([200, 401]);
  const { accessToken } = typed.find((reply) => reply.status === 200)!.body;
  expect((await me(accessToken)).status).toBe(200);
});

it('a wrong password rings nobody', async () => {
  expect((await login({ ...LINH, password: 'wrong-password' })).status).toBe(401);
  expect((await login({ ...LINH, email: 'nobody@example.com' })).status).toBe(401);
  expect(recipe.ringsOf).toEqual({});
});

it('two logins at once ring once, and the code serves either', async () => {
  const [first, second] = await Promise.all([login(LINH), login(LINH)]);
  expect([first.status, second.status, recipe.ringsOf]).toEqual([200, 200, { [LINH.phone]: 1 }]);
  expect((await typeCode(second.body['ticket'], codeFor(LINH))).status).toBe(200);
});

it('a call that was answered proves nothing: the ticket is no access token before the code was typed, nor after', async () => {
  const { ticket } = (await login(LINH)).body;
  const { requestId } = recipe.rings[0]!;
  const voice = recipe.app.get(EsmsVoiceService, { strict: false });
  await until(async () => (await voice.getCall(requestId!))?.state === 'delivered');
  await until(() => recipe.gateway.call(requestId!)!.callbacks[0]?.status === 200);

  expect((await me(ticket)).status).toBe(401);
  const { accessToken } = (await typeCode(ticket, codeFor(LINH))).body;
  expect([(await me(ticket)).status, (await me(accessToken)).status]).toEqual([401, 200]);
  expect((await typeCode(accessToken, codeFor(LINH))).status).toBe(401);
});

it('the code of one number opens no other account', async () => {
  const [linh, minh] = [await login(LINH), await login(MINH)];
  expect((await typeCode(linh.body['ticket'], codeFor(MINH))).status).toBe(401);
  expect((await typeCode(minh.body['ticket'], codeFor(MINH))).status).toBe(200);
});
