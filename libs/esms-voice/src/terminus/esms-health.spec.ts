import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LoggerService } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { until } from '../../../../test/support/until.js';
import { EsmsDispatchModule, InProcessDispatchQueue } from '../dispatch/index.js';
import {
  EsmsVoiceModule,
  EsmsVoiceOptionsError,
  EsmsVoiceService,
  InMemoryCallJournal,
  type CallPage,
  type EsmsVoiceOptions,
} from '../index.js';
import { EsmsSimulator } from '../testing/index.js';
import { EsmsVerificationModule, InMemoryVerificationStore, type FoundVerification } from '../verification/index.js';
import { EsmsHealthIndicator, EsmsHealthModule, type EsmsHealthOptions } from './index.js';

const nothing = (): void => undefined;
const SILENT: LoggerService = { log: nothing, error: nothing, warn: nothing };
const KEY = { id: 'd1', secret: 'd1-0123456789-0123456789-0123456789' };

/** Stores that fail, or say nothing for ever, once they are told to. */
const trouble: { journal: boolean; verification: boolean; dispatch: boolean } = {
  journal: false,
  verification: false,
  dispatch: false,
};

class Journal extends InMemoryCallJournal {
  override async list(...query: Parameters<InMemoryCallJournal['list']>): Promise<CallPage> {
    if (trouble.journal) throw new Error('canary journal');
    return super.list(...query);
  }
}

class Verifications extends InMemoryVerificationStore {
  override async find(id: string, now: number): Promise<FoundVerification | null> {
    return trouble.verification ? new Promise(() => undefined) : super.find(id, now);
  }
}

class Queue extends InProcessDispatchQueue {
  override async counts(): ReturnType<InProcessDispatchQueue['counts']> {
    if (trouble.dispatch) throw new Error('canary queue');
    return super.counts();
  }
}

let simulator: EsmsSimulator;
let module: TestingModule | null = null;

beforeEach(async () => {
  Object.assign(trouble, { journal: false, verification: false, dispatch: false });
  simulator = await EsmsSimulator.start();
});

afterEach(async () => {
  await module?.close();
  module = null;
  await simulator.stop();
});

async function start(
  options: EsmsHealthOptions = {},
  voice: Partial<EsmsVoiceOptions> = {},
): Promise<EsmsHealthIndicator> {
  const { apiKey, secretKey, restUrl, voiceUrl } = simulator;
  const host = { apiKey, secretKey, restUrl, voiceUrl, timeoutMs: 200, maxAttempts: 1, dataKeys: [KEY] };
  const callback = { publicUrl: 'https://otp.example', keys: [{ ...KEY, id: 'k1' }] };
  module = await Test.createTestingModule({
    imports: [
      EsmsVoiceModule.forRoot({ ...host, callback, journal: new Journal(), webhook: { path: 'w' }, ...voice }),
      EsmsVerificationModule.forRoot({ dataKeys: [KEY], store: new Verifications() }),
      EsmsDispatchModule.forRoot({ queue: new Queue() }),
      EsmsHealthModule.forRoot({ answerMs: 300, ...options }),
    ],
  })
    .setLogger(SILENT)
    .compile();
  await module.init();
  return module.get(EsmsHealthIndicator);
}

const place = async (count: number): Promise<void> => {
  const voice = module!.get(EsmsVoiceService);
  for (let n = 0; n < count; n += 1)
    await voice.createOtpCall({ phone: '0901888484', content: '1234' }).catch(() => undefined);
};

const WELL = {
  state: 'ok',
  reasons: [],
  gateway: 'ok',
  breaker: 'ok',
  balance: 'ok',
  callbacks: 'ok',
  journal: 'ok',
  verification: 'ok',
  dispatch: 'ok',
};

describe('EsmsHealthIndicator', () => {
  it('is up where all is well', async () => {
    const indicator = await start();
    expect(await indicator.check('calls')).toEqual({ calls: { status: 'up', ...WELL } });
    expect(await indicator.readiness()).toEqual({
      esms: { status: 'up', state: 'ok', reasons: [], journal: 'ok', verification: 'ok', dispatch: 'ok' },
    });
    expect(indicator.liveness('life')).toEqual({ life: { status: 'up' } });
  });

  it.each([
    ['gateway-silent', { kind: 'status', status: 503 }],
    ['gateway-silent', { kind: 'drop' }],
    ['gateway-refuses', { kind: 'code', code: '103' }],
    ['keys-refused', { kind: 'code', code: '101' }],
  ] as const)('is degraded, and up, where it is %s (%j); ready and alive', async (reason, fault) => {
    simulator.setFaults({ rules: [{ kind: 'balance', when: 'before-accept', fault }] });
    const indicator = await start();
    expect(await indicator.check()).toEqual({
      esms: { status: 'up', ...WELL, state: 'degraded', reasons: [reason], gateway: 'degraded' },
    });
    expect(await indicator.readiness()).toMatchObject({ esms: { status: 'up', state: 'ok' } });
    expect(indicator.liveness()).toMatchObject({ esms: { status: 'up' } });
  });

  it('asks the gateway once a minute at most, and holds nobody up for its answer', async () => {
    const indicator = await start({ askGatewayEveryMs: 80, answerMs: 1_000 });
    await Promise.all([indicator.check(), indicator.check()]);
    simulator.setFaults({
      rules: [{ kind: 'balance', when: 'before-accept', fault: { kind: 'delay', delayMs: 150 } }],
    });
    await new Promise((resolve) => setTimeout(resolve, 90));
    const asked = performance.now();
    expect(await indicator.check()).toMatchObject({ esms: { gateway: 'ok' } });
    expect(performance.now() - asked).toBeLessThan(100);
    simulator.setFaults({ rules: [{ kind: 'balance', when: 'before-accept', fault: { kind: 'code', code: '101' } }] });
    await until(async () => JSON.stringify(await indicator.check()).includes('keys-refused'));
  });

  it('asks no gateway where it is told so', async () => {
    simulator.setFaults({ rules: [{ kind: 'balance', when: 'before-accept', fault: { kind: 'drop' } }] });
    const indicator = await start({ askGateway: false });
    const { gateway: _, ...well } = WELL;
    expect(await indicator.check()).toEqual({ esms: { status: 'up', ...well } });
  });

  it('is degraded while a breaker is open', async () => {
    const breaker = { minAttempts: 2, failureRatio: 0.5, windowMs: 10_000, openMs: 60_000 };
    const indicator = await start({}, { breaker });
    simulator.setFaults({ rules: [{ when: 'before-accept', fault: { kind: 'status', status: 503 } }] });
    await place(2);
    expect(await indicator.check()).toMatchObject({
      esms: { status: 'up', state: 'degraded', reasons: ['breaker-open'] },
    });
  });

  it('is degraded where the balance is low', async () => {
    const indicator = await start({}, { balance: { below: 2_000_000 } });
    await until(() => module!.get(EsmsVoiceService).balanceState!.level === 'low');
    expect(await indicator.check()).toMatchObject({
      esms: { status: 'up', state: 'degraded', reasons: ['balance-low'] },
    });
  });

  it('is degraded where many calls were accepted and no callback came', async () => {
    const indicator = await start({ quietCalls: 3, quietMs: 50 });
    await place(2);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(await indicator.check()).toMatchObject({ esms: { callbacks: 'ok' } });
    await place(1);
    expect(await indicator.check()).toMatchObject({
      esms: { status: 'up', state: 'degraded', reasons: ['no-callbacks'] },
    });
  });

  it('expects no callbacks where it asks for none', async () => {
    const indicator = await start({ quietCalls: 1, quietMs: 1 }, { callback: undefined });
    await place(2);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await indicator.check()).toMatchObject({ esms: { callbacks: 'ok' } });
  });

  it.each([
    ['journal', 'journal-fails'],
    ['verification', 'verification-store-fails'],
    ['dispatch', 'dispatch-queue-fails'],
  ] as const)('is down where the store of %s fails; alive, and nothing of the error is told', async (part, reason) => {
    const indicator = await start();
    trouble[part] = true;
    for (const check of [indicator.check(), indicator.readiness()]) {
      const result = await check;
      expect(result).toMatchObject({ esms: { status: 'down', state: 'down', reasons: [reason], [part]: 'down' } });
      expect(JSON.stringify(result)).not.toContain('canary');
    }
    expect(indicator.liveness()).toEqual({ esms: { status: 'up' } });
  });

  it('names every option that is wrong', async () => {
    await expect(start({ answerMs: 0, askGateway: 'no', canary: 1 } as never)).rejects.toMatchObject({
      name: EsmsVoiceOptionsError.kind,
      problems: [
        'answerMs: must be a whole number above 0',
        'askGateway: must be true or false',
        'canary: is no option',
      ],
    });
  });
});
