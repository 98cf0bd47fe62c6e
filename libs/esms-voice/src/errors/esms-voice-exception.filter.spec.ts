import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Param, Query, type INestApplication, type Provider } from '@nestjs/common';
import { APP_FILTER, HttpAdapterHost } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import {
  CallNotFoundError,
  CallNotSentError,
  DuplicateRequestError,
  EsmsVoiceOptionsError,
  GatewayRefusedError,
  InvalidInputError,
  JournalFullError,
  JournalUnavailableError,
  OutcomeUnknownError,
} from './errors.js';
import { EsmsVoiceExceptionFilter } from './esms-voice-exception.filter.js';
import * as original from './esms-voice.error.js';

const refusedWith = (gatewayCode: string) => new GatewayRefusedError('Refused.', { gatewayCode, requestId: 'r-1' });

/** A class of another copy of the library. */
async function foreignError(): Promise<Error> {
  const specifier = './esms-voice.error.js?copy=filter';
  const { EsmsVoiceError } = (await import(specifier)) as typeof original;
  return new EsmsVoiceError('CALL_NOT_SENT', 'From another copy.', { retryAfterMs: 1_500 });
}

const THROWN: Record<string, () => Error | Promise<Error>> = {
  options: () => new EsmsVoiceOptionsError(['apiKey: must be a text']),
  input: () => new InvalidInputError(['phone is bad', 'content is bad']),
  'not-found': () => new CallNotFoundError('r-1'),
  duplicate: () => new DuplicateRequestError('Used.', { requestId: 'r-1', state: 'accepted' }),
  'not-sent': () => new CallNotSentError('Not sent.', { requestId: 'r-1', state: 'rejected', retryAfterMs: 2_500 }),
  unknown: () => new OutcomeUnknownError('Unknown.', { requestId: 'r-1', state: 'unknown', retryAfterMs: 2_500 }),
  full: () => new JournalFullError(1),
  'journal-down': () => new JournalUnavailableError({ outcome: 'not-sent' }),
  foreign: foreignError,
  other: () => new Error('canary'),
};

@Controller()
class ThrowingController {
  @Get('throw/:what')
  async throwIt(@Param('what') what: string, @Query('code') code: string): Promise<never> {
    throw await (THROWN[what] ?? (() => refusedWith(code)))();
  }
}

const ADAPTERS = { Express: () => new ExpressAdapter(), Fastify: () => new FastifyAdapter() };

async function start(adapter: keyof typeof ADAPTERS, providers: Provider[]): Promise<INestApplication> {
  const module = await Test.createTestingModule({ controllers: [ThrowingController], providers }).compile();
  return module.createNestApplication(ADAPTERS[adapter](), { logger: false });
}

const listen = async (app: INestApplication): Promise<string> => {
  await app.listen(0, '127.0.0.1');
  return (await app.getUrl()) + '/throw/';
};

async function answer(url: string) {
  const response = await fetch(url);
  const body = (await response.json()) as Record<string, unknown>;
  return { status: response.status, retryAfter: response.headers.get('retry-after'), body, headers: response.headers };
}

describe.each(['Express', 'Fastify'] as const)('EsmsVoiceExceptionFilter on %s', (adapter) => {
  let app: INestApplication;
  let url: string;

  beforeAll(async () => {
    app = await start(adapter, []);
    app.useGlobalFilters(new EsmsVoiceExceptionFilter(app.get(HttpAdapterHost)));
    url = await listen(app);
  });

  afterAll(() => app.close());

  it.each([
    ['options', 500, null, 'INVALID_OPTIONS'],
    ['input', 400, null, 'INVALID_INPUT'],
    ['not-found', 404, null, 'CALL_NOT_FOUND'],
    ['duplicate', 409, null, 'DUPLICATE_REQUEST'],
    ['refused?code=99', 422, null, 'GATEWAY_REFUSED'],
    ['refused?code=105', 502, null, 'GATEWAY_REFUSED'],
    ['refused?code=103', 503, '5', 'GATEWAY_REFUSED'],
    ['not-sent', 503, '3', 'CALL_NOT_SENT'],
    ['unknown', 504, null, 'OUTCOME_UNKNOWN'],
    ['full', 503, '5', 'JOURNAL_FULL'],
    ['journal-down', 503, '5', 'JOURNAL_UNAVAILABLE'],
    ['foreign', 503, '2', 'CALL_NOT_SENT'],
  ])('answers %s with %i, Retry-After %j and code %s', async (what, status, retryAfter, code) => {
    const reply = await answer(url + what);
    expect([reply.status, reply.retryAfter, reply.body['code']]).toEqual([status, retryAfter, code]);
    expect(reply.body['statusCode']).toBe(status);
    expect(reply.headers.get('content-type')).toMatch(/^application\/json/);
  });

  it("keeps Nest's shape, with a line a problem", async () => {
    const { body } = await answer(`${url}input`);
    expect(body).toEqual({
      statusCode: 400,
      message: ['phone is bad', 'content is bad'],
      error: 'Bad Request',
      code: 'INVALID_INPUT',
    });
  });

  it('says which call it was and where it stands', async () => {
    const { body } = await answer(`${url}duplicate`);
    expect(body).toEqual({
      statusCode: 409,
      message: 'Used.',
      error: 'Conflict',
      code: 'DUPLICATE_REQUEST',
      requestId: 'r-1',
      state: 'accepted',
    });
  });

  it('leaves any other error to Nest', async () => {
    const { status, body } = await answer(`${url}other`);
    expect(status).toBe(500);
    expect(body).toEqual({ statusCode: 500, message: 'Internal server error' });
  });
});

describe.each(['Express', 'Fastify'] as const)('EsmsVoiceExceptionFilter as APP_FILTER on %s', (adapter) => {
  it('has its adapter injected', async () => {
    const app = await start(adapter, [{ provide: APP_FILTER, useClass: EsmsVoiceExceptionFilter }]);
    const { status, retryAfter, body } = await answer(`${await listen(app)}not-sent`);
    await app.close();
    expect([status, retryAfter]).toEqual([503, '3']);
    expect(body).toMatchObject({ code: 'CALL_NOT_SENT', requestId: 'r-1', state: 'rejected' });
  });
});
