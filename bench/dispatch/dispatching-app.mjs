import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Redis } from 'ioredis';
import { EsmsVoiceModule, EsmsVoiceService, InMemoryCallJournal } from 'nestjs-esms-voice';
import { BullMqDispatchQueue } from 'nestjs-esms-voice/bullmq';
import { EsmsDispatcher, EsmsDispatchModule } from 'nestjs-esms-voice/dispatch';
import { RedisCallJournal } from 'nestjs-esms-voice/redis';
import { keys } from '../lib/fixtures.mjs';
import { CONCURRENCY } from './places.mjs';

/** One process stands for all: its memory is the journal that they share. */
class OwnJournal extends InMemoryCallJournal {
  isShared = true;
}

/**
 * An application whose calls wait in Redis, with everything on.
 * @param options.journal `memory`, or `redis` where several processes take part.
 */
export async function startDispatching({ gatewayUrl, redisUrl, journal = 'memory', keyPrefix, ...dispatch }) {
  const client = new Redis(redisUrl);
  const voice = EsmsVoiceModule.forRoot({
    apiKey: 'bench-api-key',
    secretKey: 'bench-secret-key',
    restUrl: gatewayUrl,
    callback: { publicUrl: 'https://demo.example.com', keys: keys('k1') },
    dataKeys: keys('d1'),
    webhook: { path: 'webhooks/esms', mount: false },
    settlement: { enabled: false },
    journal: journal === 'redis' ? new RedisCallJournal({ client, keyPrefix }) : new OwnJournal(400_000),
  });
  const queue = new BullMqDispatchQueue({ client, keyPrefix });
  class AppModule {}
  Module({ imports: [voice, EsmsDispatchModule.forRoot({ queue, concurrency: CONCURRENCY, ...dispatch })] })(AppModule);
  const app = await NestFactory.createApplicationContext(AppModule, { logger: ['error', 'warn'] });
  const close = () => app.close().then(() => client.disconnect());
  return { dispatcher: app.get(EsmsDispatcher), voice: app.get(EsmsVoiceService), close };
}
