import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { EsmsVoiceModule, EsmsVoiceService, InMemoryCallJournal } from 'nestjs-esms-voice';
import { EsmsSimulator } from 'nestjs-esms-voice/testing';
import { freePort } from '../../../scripts/services/machine/free-port.mjs';
import { breakRingOnce } from '../lib/break-ring-once.mjs';

const SECRET = 'chaos-chaos-chaos-chaos-chaos-chaos';

/** An application that receives callbacks, and the gateway that it calls. */
export async function startChaosApp({ calls, seed, inFlight, isBroken }) {
  const gateway = await EsmsSimulator.start({
    seed,
    answerAfterMs: 20,
    balance: 1e12,
    maxCalls: 2 * calls,
  });
  const port = await freePort();
  const app = await NestFactory.create(appModule({ gateway, port, calls, inFlight }), new FastifyAdapter(), {
    logger: ['error'],
  });
  await app.listen(port, '127.0.0.1');
  const voice = app.get(EsmsVoiceService);
  if (isBroken) breakRingOnce(voice);
  const stop = async () => {
    await app.close();
    await gateway.stop();
  };
  return { gateway, voice, stop };
}

function appModule({ gateway, port, calls, inFlight }) {
  const voice = EsmsVoiceModule.forRoot({
    apiKey: gateway.apiKey,
    secretKey: gateway.secretKey,
    restUrl: gateway.restUrl,
    voiceUrl: gateway.voiceUrl,
    webhook: { path: 'webhooks/esms' },
    callback: { publicUrl: `http://127.0.0.1:${port}`, keys: [{ id: 'k1', secret: SECRET }] },
    journal: new InMemoryCallJournal(calls + 1),
    timeoutMs: 400,
    deadlineMs: 3_000,
    maxAttempts: 3,
    retryDelayMs: 20,
    maxRetryDelayMs: 40,
    maxInFlight: inFlight,
    breaker: { openMs: 100 },
  });
  class ChaosModule {}
  Module({ imports: [voice] })(ChaosModule);
  return ChaosModule;
}
