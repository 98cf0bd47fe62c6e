import 'reflect-metadata';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  Controller,
  Inject,
  Injectable,
  Module,
  Post,
  type DynamicModule,
  type INestApplication,
  type Type,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Test, type TestingModule } from '@nestjs/testing';
import { VerificationHost, HOUR } from '../../../../test/support/verification-host.js';
import { EsmsVoiceExceptionFilter, EsmsVoiceModule, EsmsVoiceOptionsError } from '../index.js';
import { EsmsRecorder, EsmsVoiceTestingModule } from '../testing/index.js';
import {
  EsmsVerificationModule,
  EsmsVerificationService,
  VerificationLimitedError,
  VerificationNotFoundError,
  VerificationUnavailableError,
  type EsmsVerificationOptions,
  type EsmsVerificationOptionsFactory,
} from './index.js';

const START = { phone: '0901888484', purpose: 'login' };
const CONFIG = Symbol('config');

@Module({ providers: [{ provide: CONFIG, useValue: { digits: 8 } }], exports: [CONFIG] })
class ConfigModule {}

@Injectable()
class OptionsFactory implements EsmsVerificationOptionsFactory {
  constructor(@Inject(CONFIG) private readonly config: EsmsVerificationOptions) {}

  async createEsmsVerificationOptions(): Promise<EsmsVerificationOptions> {
    return this.config;
  }
}

@Module({ imports: [ConfigModule], providers: [OptionsFactory], exports: [OptionsFactory] })
class FactoryModule {}

let module: TestingModule | null = null;

afterEach(async () => {
  await module?.close();
  module = null;
});

async function boot(...imports: (DynamicModule | Type)[]): Promise<TestingModule> {
  module = await Test.createTestingModule({ imports })
    .setLogger(false as never)
    .compile();
  await module.init();
  return module;
}

const codeLength = (content: string): number => content.match(/(\d, )+\d/)![0].split(', ').length;

describe('EsmsVerificationModule', () => {
  const voice = () => EsmsVoiceTestingModule.forTest();

  it.each<[string, () => DynamicModule]>([
    ['forRoot', () => EsmsVerificationModule.forRoot({ digits: 8 })],
    [
      'a factory with imports and inject',
      () =>
        EsmsVerificationModule.forRootAsync({
          imports: [ConfigModule],
          inject: [CONFIG],
          useFactory: async (options: EsmsVerificationOptions) => options,
        }),
    ],
    ['a class', () => EsmsVerificationModule.forRootAsync({ imports: [ConfigModule], useClass: OptionsFactory })],
    [
      'a provider that exists',
      () => EsmsVerificationModule.forRootAsync({ imports: [FactoryModule], useExisting: OptionsFactory }),
    ],
  ])('is made by %s, before or after the module that rings', async (_, define) => {
    for (const imports of [
      [voice(), define()],
      [define(), voice()],
    ]) {
      await boot(...imports);
      await module!.get(EsmsVerificationService).start(START);
      expect(codeLength(module!.get(EsmsRecorder).lastContent()!)).toBe(8);
      await module!.close();
    }
  });

  it.each([
    ['forRoot', () => EsmsVerificationModule.forRoot({ digits: 3 })],
    ['forRootAsync', () => EsmsVerificationModule.forRootAsync({ useFactory: () => ({ digits: 3 }) })],
  ])('fails at boot where an option of %s is wrong', async (_, define) => {
    await expect(boot(voice(), define())).rejects.toThrow(EsmsVoiceOptionsError);
    await expect(boot(voice(), define())).rejects.toThrow(
      'EsmsVerificationModule is configured wrongly:\n- digits: must be a whole number from 4 to 10',
    );
  });

  it('fails at boot where the factory gives nothing', async () => {
    const define = EsmsVerificationModule.forRootAsync({ useFactory: () => undefined as never });
    await expect(boot(voice(), define)).rejects.toThrow(/options: must be an object/);
  });

  it('says in one line that there is no module that rings', async () => {
    const booting = boot(EsmsVerificationModule.forRoot({}));
    await expect(booting).rejects.toThrow(EsmsVoiceOptionsError);
    await expect(booting).rejects.toMatchObject({
      message:
        'EsmsVerificationModule is configured wrongly:\n- account: no EsmsVoiceModule is configured for "default"',
    });
  });

  it('rings by the account that it names, and says where there is none', async () => {
    const otp = EsmsVoiceTestingModule.forTest({ name: 'otp' });
    await boot(otp, EsmsVerificationModule.forRoot({ account: 'otp' }));
    await module!.get(EsmsVerificationService).start(START);
    expect(module!.get(EsmsRecorder).calls).toHaveLength(1);
    await module!.close();
    await expect(boot(otp, EsmsVerificationModule.forRoot({ account: 'alerts' }))).rejects.toThrow(/for "alerts"/);
    await expect(boot(otp, EsmsVerificationModule.forRoot({}))).rejects.toThrow(/for "default"/);
  });

  it('finds a module that rings and is not global, beside it', async () => {
    @Module({ imports: [EsmsVoiceTestingModule.forTest()] })
    class CallsModule {}
    await boot(CallsModule, EsmsVerificationModule.forRoot({}));
    expect((await module!.get(EsmsVerificationService).start(START)).called).toBe(true);
  });

  it('says so where it is asked before the application is initialised', async () => {
    module = await Test.createTestingModule({ imports: [voice(), EsmsVerificationModule.forRoot({})] }).compile();
    await expect(module.get(EsmsVerificationService).start(START)).rejects.toThrow(
      /verification begins once the application has been initialised/,
    );
  });

  it('prints the odds of guessing at start', async () => {
    const host = await VerificationHost.start({});
    expect(host.logged).toContain('Guessing: 5 tries × 5 codes a day at 6 digits: 2.5 in 100,000. EsmsVerification');
    await host.stop();
  });

  describe('exports its service', () => {
    @Injectable()
    class Consumer {
      constructor(readonly verification: EsmsVerificationService) {}
    }
    @Module({ providers: [Consumer] })
    class FeatureModule {}

    it('everywhere, where it is global', async () => {
      await boot(voice(), EsmsVerificationModule.forRoot({ isGlobal: true }), FeatureModule);
      expect(module!.get(Consumer, { strict: false }).verification).toBe(module!.get(EsmsVerificationService));
    });

    it('to who imports it, where it is not', async () => {
      await expect(boot(voice(), EsmsVerificationModule.forRoot({}), FeatureModule)).rejects.toThrow(
        /EsmsVerificationService/,
      );
    });
  });
});

describe('over HTTP', () => {
  const ERRORS = {
    limited: new VerificationLimitedError('number-hour', 61_001, 'canary'),
    'limited-for-good': new VerificationLimitedError('number-failures', null),
    unavailable: new VerificationUnavailableError(new Error('canary')),
    'not-found': new VerificationNotFoundError(),
  };

  @Controller()
  class FailingController {
    constructor(@Inject(EsmsVerificationService) private readonly verification: EsmsVerificationService) {}

    @Post('starts')
    start(): Promise<unknown> {
      return this.verification.start({ ...START, ip: '203.0.113.7' });
    }

    @Post('limited')
    limited(): void {
      throw ERRORS.limited;
    }

    @Post('limited-for-good')
    limitedForGood(): void {
      throw ERRORS['limited-for-good'];
    }

    @Post('unavailable')
    unavailable(): void {
      throw ERRORS.unavailable;
    }

    @Post('not-found')
    notFound(): void {
      throw ERRORS['not-found'];
    }
  }

  let app: INestApplication;

  afterEach(() => app.close());

  async function serve(options: EsmsVerificationOptions = {}): Promise<(path: string) => Promise<Response>> {
    const imports = [EsmsVoiceTestingModule.forTest(), EsmsVerificationModule.forRoot(options)];
    const made = await Test.createTestingModule({ imports, controllers: [FailingController] }).compile();
    app = made.createNestApplication({ logger: false });
    app.useGlobalFilters(new EsmsVoiceExceptionFilter(app.get(HttpAdapterHost)));
    await app.listen(0, '127.0.0.1');
    const url = await app.getUrl();
    return (path) => fetch(`${url}/${path}`, { method: 'POST' });
  }

  it.each([
    ['limited', 429, 'VERIFICATION_LIMITED', '62'],
    ['limited-for-good', 429, 'VERIFICATION_LIMITED', '5'],
    ['unavailable', 503, 'VERIFICATION_UNAVAILABLE', '5'],
    ['not-found', 404, 'VERIFICATION_NOT_FOUND', null],
  ])('%s is %i', async (path, status, code, retryAfter) => {
    const post = await serve();
    const response = await post(path);
    const text = await response.text();
    expect(response.status).toBe(status);
    expect(response.headers.get('retry-after')).toBe(retryAfter);
    expect(JSON.parse(text)).toMatchObject({ statusCode: status, code });
    expect(text).not.toMatch(/canary|number-/);
  });

  it('a limit answers 429 with the time to wait', async () => {
    const post = await serve({ limits: { ip: { max: 0, windowMs: HOUR } } });
    const response = await post('starts');
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '3600']);
    expect(await response.json()).toMatchObject({ code: 'VERIFICATION_LIMITED' });
  });
});

it('needs the real module or the one for tests, and takes both', async () => {
  await boot(EsmsVoiceModule.forRoot({ apiKey: 'a', secretKey: 'b' }), EsmsVerificationModule.forRoot({}));
  expect(module!.get(EsmsVerificationService)).toBeInstanceOf(EsmsVerificationService);
});
