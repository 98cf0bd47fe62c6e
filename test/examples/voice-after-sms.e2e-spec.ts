import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../examples/voice-after-sms/src/app.module.js';
import { SmsSender, type FakeSmsSender } from '../../examples/voice-after-sms/src/sms-sender.js';
import { spokenCode } from '../support/spoken-code.js';
import { RunningRecipe } from './lib/recipe.js';

const PHONE = '0901888484';

let recipe: RunningRecipe;
let sms: FakeSmsSender;

beforeEach(async () => {
  recipe = await RunningRecipe.start(() => NestFactory.create(AppModule));
  sms = recipe.app.get<FakeSmsSender>(SmsSender);
});

afterEach(() => recipe.stop());

async function send(): Promise<string> {
  const { status, body } = await recipe.post('/codes', { phone: PHONE });
  expect(status).toBe(201);
  return body['messageId'] as string;
}

const report = async (messageId: string, status: string): Promise<number> =>
  (await recipe.post('/webhooks/sms', { messageId, status })).status;

it('a code whose SMS failed is spoken once, however often the failure is reported', async () => {
  const messageId = await send();
  expect(recipe.ringsOf).toEqual({});

  const [first, second] = [report(messageId, 'failed'), report(messageId, 'failed')];
  expect([await first, await second, await report(messageId, 'failed')]).toEqual([204, 204, 204]);
  expect(recipe.ringsOf).toEqual({ [PHONE]: 1 });
  expect(sms.sent[0]!.text).toContain(spokenCode(recipe.rings[0]!.content));
});

it('a provider that takes no message is a failure, too, and its later report rings nobody again', async () => {
  sms.isDown = true;
  const messageId = await send();
  expect([recipe.ringsOf, sms.sent]).toEqual([{ [PHONE]: 1 }, []]);
  expect(await report(messageId, 'failed')).toBe(204);
  expect(recipe.ringsOf).toEqual({ [PHONE]: 1 });
});

it('an SMS that arrived rings nobody, whatever is reported later', async () => {
  const messageId = await send();
  expect([await report(messageId, 'delivered'), await report(messageId, 'failed')]).toEqual([204, 204]);
  expect(recipe.ringsOf).toEqual({});
});

it('where nobody can say whether it rang the report is refused, and its repeat places no second call', async () => {
  const messageId = await send();
  recipe.gateway.setFaults({
    rules: [{ when: 'after-accept', fault: { kind: 'reset' }, times: 3 }],
    callbackRules: [{ fault: 'drop' }],
  });
  expect(await report(messageId, 'failed')).toBe(504);
  expect(await report(messageId, 'failed')).toBe(204);
  expect(recipe.ringsOf).toEqual({ [PHONE]: 1 });
});
