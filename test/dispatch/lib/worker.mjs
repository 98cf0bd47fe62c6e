// A worker of calls: REDIS_URL, PREFIX, ESMS_REST_URL, LOCK_MS. `END`: at its first call it is killed before its request
// leaves (`before-send`), killed when the answer is here (`after-send`), or stopped then (`stopped`).
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Redis } from 'ioredis';
import { EsmsVoiceModule, EsmsVoiceService } from 'nestjs-esms-voice';
import { BullMqDispatchQueue } from 'nestjs-esms-voice/bullmq';
import { EsmsDispatchModule } from 'nestjs-esms-voice/dispatch';
import { RedisCallJournal } from 'nestjs-esms-voice/redis';

const { REDIS_URL, PREFIX, ESMS_REST_URL, LOCK_MS, END } = process.env;

const client = new Redis(REDIS_URL);

class AppModule {}
Module({
  imports: [
    EsmsVoiceModule.forRoot({
      apiKey: 'simulator',
      secretKey: 'simulator',
      restUrl: ESMS_REST_URL,
      dataKeys: [{ id: 'd1', secret: 'd1-0123456789-0123456789-0123456789' }],
      journal: new RedisCallJournal({ client, keyPrefix: PREFIX }),
      settlement: { enabled: false, afterDeadlineMs: 0 },
    }),
    EsmsDispatchModule.forRoot({
      queue: new BullMqDispatchQueue({ client, keyPrefix: PREFIX, lockMs: Number(LOCK_MS) }),
      retryDelayMs: 20,
      maxRetryDelayMs: 20,
    }),
  ],
})(AppModule);

const app = await NestFactory.createApplicationContext(AppModule, { logger: ['error', 'warn'] });
const { interceptors } = app.get(EsmsVoiceService).http.axiosRef;
const signal = (name) => (value) => {
  process.kill(process.pid, name);
  // What comes behind is not to happen before the signal has.
  return new Promise((resolve) => setTimeout(() => resolve(value), 50));
};
if (END === 'before-send') interceptors.request.use(signal('SIGKILL'));
if (END === 'after-send') interceptors.response.use(signal('SIGKILL'));
if (END === 'stopped') interceptors.response.use(signal('SIGSTOP'));
process.once('SIGTERM', () => void app.close().then(() => client.disconnect()));
console.log('ready');
