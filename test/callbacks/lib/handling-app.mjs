// An application that notes each event that its handler has taken as a line of a file: JOURNAL, EVENTS, KEY, HANDLE_MS,
// STORE_MS (how long the journal takes for a write), ESMS_REST_URL. Prints its URL, and places a call at POST /place.
import 'reflect-metadata';
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Controller, Injectable, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { EsmsVoiceModule, EsmsVoiceService, OnCallEvent } from 'nestjs-esms-voice';
import { FileJournal } from './file-journal.mjs';

const { JOURNAL, EVENTS, KEY, HANDLE_MS = '0', STORE_MS = '0', ESMS_REST_URL } = process.env;

class Handler {
  async onDelivered({ id, type }) {
    await sleep(Number(HANDLE_MS));
    appendFileSync(EVENTS, `${id} ${type}\n`);
  }
}
decorate(Handler, 'onDelivered', OnCallEvent(['delivered', 'undelivered']));
Injectable()(Handler);

class PlaceController {
  constructor(voice) {
    this.voice = voice;
  }

  place() {
    return this.voice.createOtpCall({ phone: '0901888484', content: '686868', requestId: 'slow-call' });
  }
}
Reflect.defineMetadata('design:paramtypes', [EsmsVoiceService], PlaceController);
Controller()(PlaceController);
decorate(PlaceController, 'place', Post('place'));

const journal = await FileJournal.open(JOURNAL);
const update = journal.update.bind(journal);
journal.update = async (key, change) => {
  await sleep(Number(STORE_MS));
  return update(key, change);
};

class AppModule {}
Module({
  imports: [
    EsmsVoiceModule.forRoot({
      apiKey: 'simulator',
      secretKey: 'simulator',
      restUrl: ESMS_REST_URL,
      webhook: { path: 'webhooks/esms' },
      callback: { publicUrl: 'http://127.0.0.1:9', keys: [{ id: 'k1', secret: KEY }] },
      handlers: { leaseMs: 300 },
      settlement: { enabled: false },
      journal,
    }),
  ],
  controllers: [PlaceController],
  providers: [Handler],
})(AppModule);

const app = await NestFactory.create(AppModule, new FastifyAdapter(), { logger: ['error'] });
app.enableShutdownHooks();
await app.listen(0, '127.0.0.1');
console.log(`listening on ${await app.getUrl()}`);

function decorate(type, name, decorator) {
  const descriptor = Object.getOwnPropertyDescriptor(type.prototype, name);
  decorator(type.prototype, name, descriptor);
}
