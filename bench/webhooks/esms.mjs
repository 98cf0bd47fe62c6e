import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Module } from '@nestjs/common';
import { EsmsVoiceModule, EsmsVoiceService, OnCallEvent } from 'nestjs-esms-voice';
import { CALLBACK_KEY } from '../lib/callback-key.mjs';
import { createApplication, decorateMethod } from './application.mjs';

const IN_FLIGHT = 64;

/** What waits for the event `delivered`, for so long each time. */
function handlerOf(handlerMs) {
  class DeliveredHandler {
    onDelivered() {
      return handlerMs > 0 ? sleep(handlerMs) : undefined;
    }
  }
  Injectable()(DeliveredHandler);
  decorateMethod(DeliveredHandler, 'onDelivered', OnCallEvent('delivered'));
  return DeliveredHandler;
}

/**
 * The ready-made webhook controller with everything on: guard, parser, journal, events.
 * @param options.handlerMs how long the one handler takes; `null`: there is none.
 */
export const create = (options) => createWebhook(options, []);

/** @param controllers of the application, beside the webhook's. */
export async function createWebhook({ adapter, gatewayUrl, handlerMs }, controllers) {
  class WebhookModule {}
  const voice = EsmsVoiceModule.forRoot({
    apiKey: 'bench-api-key',
    secretKey: 'bench-secret-key',
    restUrl: gatewayUrl,
    callback: { publicUrl: 'https://demo.example.com', keys: [CALLBACK_KEY] },
    dataKeys: [{ id: 'd1', secret: 'd1-0123456789-0123456789-0123456789' }],
    webhook: { path: 'webhooks/esms' },
  });
  const providers = handlerMs === null ? [] : [handlerOf(handlerMs)];
  Module({ imports: [voice], controllers, providers })(WebhookModule);
  const app = await createApplication(WebhookModule, adapter);
  return { app, path: 'webhooks/esms', place: placerOf(app.get(EsmsVoiceService)) };
}

/** Takes every call at once, in this process; what a transport notes on its request's trace is noted here. */
async function acceptAtOnce(config) {
  const data = JSON.stringify({ CodeResult: '100', SMSID: `bench-${randomUUID()}` });
  const response = { status: 200, statusText: 'OK', headers: {}, data, config };
  config.trace.begin();
  config.trace.noteAnswer(response);
  return response;
}

/**
 * Places calls, so that the journal knows them, without a connection: once a process has used an HTTP client much, V8 keeps
 * some of Node's own objects for longer, and every request that it serves costs more. The bare route's process calls nobody.
 */
function placerOf(voice) {
  let placed = 0;
  voice.http.axiosRef.defaults.adapter = acceptAtOnce;
  const placeOne = async () => {
    const phone = `0901${String(placed++ % 1_000_000).padStart(6, '0')}`;
    const { requestId, callId } = await voice.createOtpCall({ phone, content: '686868' });
    return { requestId, callId, phone };
  };
  return async (count) => {
    const calls = [];
    while (calls.length < count) {
      const length = Math.min(IN_FLIGHT, count - calls.length);
      calls.push(...(await Promise.all(Array.from({ length }, placeOne))));
    }
    return calls;
  };
}
