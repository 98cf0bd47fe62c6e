import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import type { InternalAxiosRequestConfig } from 'axios';
import { EsmsVoiceModule, EsmsVoiceService } from 'nestjs-esms-voice';
import {
  answerCode,
  answerWith,
  GatewayServer,
  reset,
  stayMute,
  type AnswerRequest,
} from '../support/gateway-server.js';

const CANARY = {
  apiKey: 'canaryApiKey5f1c',
  secretKey: 'canarySecretKey9e2d',
  variable: 'canaryVariable',
  phone: '0908765484',
};
/** The values, the number in other spellings, and what only a URL of the voice host holds. */
const FORBIDDEN = [...Object.values(CANARY), '908765484', 'MakeCall', 'TemplateId', 'SecretKey='];

const STREAMS = ['stdout', 'stderr'] as const;
let printed: string[];
let gateway: GatewayServer;
let module: TestingModule;
let told: unknown[];

beforeEach(async () => {
  gateway = await GatewayServer.start();
  printed = [];
  told = [];
  for (const name of STREAMS) {
    jest.spyOn(process[name], 'write').mockImplementation((text) => {
      printed.push(String(text));
      return true;
    });
  }
  for (const method of ['log', 'error', 'warn', 'debug'] as const)
    jest.spyOn(Logger.prototype, method).mockImplementation((...words: unknown[]) => void printed.push(inspect(words)));
});

afterEach(async () => {
  jest.restoreAllMocks();
  await module.close();
  await gateway.stop();
});

async function start(transport: 'undici' | 'axios', voiceUrl: string): Promise<EsmsVoiceService> {
  const voice = EsmsVoiceModule.forRoot({
    apiKey: CANARY.apiKey,
    secretKey: CANARY.secretKey,
    transport,
    voiceUrl,
    restUrl: voiceUrl,
    timeoutMs: 80,
    deadlineMs: 200,
    maxAttempts: 2,
    retryDelayMs: 1,
    onAttempt: (attempt) => void told.push(attempt),
    onOutcome: (attempt) => void told.push(attempt),
  });
  module = await Test.createTestingModule({ imports: [voice] }).compile();
  await module.init();
  const service = module.get(EsmsVoiceService);
  service.events.subscribe((event) => told.push(event));
  return service;
}

/** Everything that an application could log of an error, hidden fields and causes too. */
const allOf = (error: unknown): unknown[] => [
  inspect(error, { depth: 12, showHidden: true, getters: true }),
  String(error),
  (error as Error).stack,
  JSON.stringify(error),
];

/** Places a call of either kind and asks about one, and notes whatever comes of it. */
async function useAll(voice: EsmsVoiceService): Promise<void> {
  const { phone, variable } = CANARY;
  const uses = [
    () => voice.createTemplateCall({ phone, templateId: '484', variables: [variable], requestId: 't-1' }),
    () => voice.createRecordingCall({ phone, recordingId: '1234', forwardTo: phone, requestId: 'r-1' }),
    () => voice.getCallStatus({ callId: 'id-1' }),
    () => voice.getReceivers({ callId: 'id-1' }),
    () => voice.getBalance(),
    () => voice.listCalls(),
  ];
  for (const use of uses) {
    await use().then(
      (value) => told.push(value),
      (error: unknown) => told.push(...allOf(error)),
    );
  }
  await new Promise((resolve) => setImmediate(resolve));
}

function expectNothingTold(): void {
  const all = `${inspect(told, { depth: 12 })}\n${printed.join('\n')}`;
  expect(told.length).toBeGreaterThan(6);
  for (const word of FORBIDDEN) expect(all).not.toContain(word);
}

const ANSWERS: Record<string, AnswerRequest> = {
  'is reset': reset,
  'is never answered': stayMute,
  'is answered with HTML': answerWith('<html>no</html>', 500),
  'is answered with its own query': (response, _, { url }) => void response.end(JSON.stringify({ ErrorMessage: url })),
  'is redirected': (response, _, { url }) => void response.writeHead(302, { location: url }).end(),
  'is refused': answerCode('101'),
  'is accepted': answerWith({ CodeResult: '100', SMSID: 'id-1' }),
};

describe.each(['undici', 'axios'] as const)('nothing of the voice host URLs is told over %s', (transport) => {
  it.each(Object.keys(ANSWERS))('where a request %s', async (name) => {
    gateway.answer = ANSWERS[name]!;
    await useAll(await start(transport, gateway.url));
    expectNothingTold();
    expect(gateway.requests.some(({ url }) => url.includes(CANARY.apiKey))).toBe(true);
  });

  it('where nobody listens, and where the host does not exist', async () => {
    await useAll(await start(transport, 'http://127.0.0.1:1'));
    await module.close();
    await useAll(await start(transport, 'https://no-such-host.invalid'));
    expectNothingTold();
  });

  it.each(['request', 'response'] as const)(
    'where an interceptor of the %s throws all that it was given',
    async (side) => {
      const voice = await start(transport, gateway.url);
      const blurt = (given: unknown): never => {
        throw Object.assign(new Error(inspect(given, { depth: 6 })), { given });
      };
      const { interceptors } = voice.http.axiosRef;
      if (side === 'request') interceptors.request.use(blurt as (config: InternalAxiosRequestConfig) => never);
      else interceptors.response.use(blurt, blurt);
      await useAll(voice);
      expectNothingTold();
    },
  );
});
