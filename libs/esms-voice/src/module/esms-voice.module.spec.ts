import 'reflect-metadata';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Inject, Injectable, Module, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { GatewayServer } from '../../../../test/support/gateway-server.js';
import {
  EsmsVoiceModule,
  EsmsVoiceOptionsError,
  EsmsVoiceService,
  getEsmsVoiceToken,
  InMemoryCallJournal,
  InjectEsmsVoice,
  type EsmsVoiceOptions,
  type EsmsVoiceOptionsFactory,
} from '../index.js';

const OPTIONS: EsmsVoiceOptions = { apiKey: 'canary-api-key', secretKey: 'canary-secret-key' };
const CONFIG = Symbol('config');

const callbackWith = (id: string): EsmsVoiceOptions['callback'] => ({
  publicUrl: 'https://otp.example',
  keys: [{ id, secret: 'canary-0123456789-0123456789-0123456789' }],
});

@Module({ providers: [{ provide: CONFIG, useValue: OPTIONS }], exports: [CONFIG] })
class ConfigModule {}

@Injectable()
class OptionsFactory implements EsmsVoiceOptionsFactory {
  constructor(@Inject(CONFIG) private readonly config: EsmsVoiceOptions) {}

  async createEsmsVoiceOptions(): Promise<EsmsVoiceOptions> {
    return this.config;
  }
}

@Module({ imports: [ConfigModule], providers: [OptionsFactory], exports: [OptionsFactory] })
class FactoryModule {}

let module: TestingModule | null = null;
let gateway: GatewayServer | null = null;

afterEach(async () => {
  await module?.close();
  await gateway?.stop();
  module = null;
  gateway = null;
});

async function boot(imports: (DynamicModule | Type)[], providers: Provider[] = []): Promise<TestingModule> {
  module = await Test.createTestingModule({ imports, providers }).compile();
  return module;
}

const voiceOf = async (...imports: (DynamicModule | Type)[]): Promise<EsmsVoiceService> =>
  (await boot(imports)).get(EsmsVoiceService);

describe('EsmsVoiceModule', () => {
  it('is made by forRoot', async () => {
    const voice = await voiceOf(EsmsVoiceModule.forRoot(OPTIONS));
    expect(voice).toBeInstanceOf(EsmsVoiceService);
    expect(voice.account).toBe('default');
  });

  it('is made by a factory with imports and inject', async () => {
    const useFactory = async (options: EsmsVoiceOptions): Promise<EsmsVoiceOptions> => options;
    const voice = await voiceOf(
      EsmsVoiceModule.forRootAsync({ imports: [ConfigModule], inject: [CONFIG], useFactory }),
    );
    expect(voice.account).toBe('default');
  });

  it('is made by a class', async () => {
    const voice = await voiceOf(EsmsVoiceModule.forRootAsync({ imports: [ConfigModule], useClass: OptionsFactory }));
    expect(voice.account).toBe('default');
  });

  it('is made by a provider that exists', async () => {
    const definition = EsmsVoiceModule.forRootAsync({ imports: [FactoryModule], useExisting: OptionsFactory });
    expect((await voiceOf(definition)).account).toBe('default');
  });

  it.each([
    ['forRoot', () => EsmsVoiceModule.forRoot({ ...OPTIONS, timeoutMs: 0 })],
    ['forRootAsync', () => EsmsVoiceModule.forRootAsync({ useFactory: () => ({ ...OPTIONS, timeoutMs: 0 }) })],
  ])('fails at boot where an option of %s is wrong', async (_, define) => {
    await expect(boot([define()])).rejects.toThrow(/timeoutMs: must be a whole number from 1/);
    await expect(boot([define()])).rejects.toThrow(EsmsVoiceOptionsError);
  });

  it('fails at boot where the factory returns nothing', async () => {
    const useFactory = (): EsmsVoiceOptions => undefined as unknown as EsmsVoiceOptions;
    await expect(boot([EsmsVoiceModule.forRootAsync({ useFactory })])).rejects.toThrow('options: must be an object');
  });

  it('says what to write in place of the bare class', async () => {
    const booting = boot([EsmsVoiceModule]);
    await expect(booting).rejects.toThrow(EsmsVoiceOptionsError);
    await expect(booting).rejects.toThrow(/EsmsVoiceModule\.forRoot\(\{ apiKey, secretKey \}\).*forRootAsync/);
  });

  it('says so too where a configured one is global beside the bare class', async () => {
    const global = EsmsVoiceModule.forRoot({ ...OPTIONS, isGlobal: true });
    await expect(boot([global, EsmsVoiceModule])).rejects.toThrow(/in place of the bare EsmsVoiceModule/);
  });

  it.each([
    ['a name with a space', { name: 'my account' }, /^- name: /m],
    ['an empty name', { name: '' }, /^- name: /m],
    ['a route with a parameter', { webhook: { path: 'hooks/:id' } }, /^- webhook\.path: /m],
    ['an empty route', { webhook: { path: '' } }, /^- webhook\.path: /m],
    ['a route that is a URL', { webhook: { path: 'https://otp.example/x' } }, /^- webhook\.path: /m],
    ['a wildcard', { webhook: { path: 'hooks/*' } }, /^- webhook\.path: /m],
    ['no list of decorators', { webhook: { path: 'x', decorators: {} as never } }, /^- webhook\.decorators: /m],
    ['a mount that is no boolean', { webhook: { path: 'x', mount: 'no' as never } }, /^- webhook\.mount: /m],
    ['an unknown extra', { webhook: { path: 'x', route: 'y' } as never }, /^- webhook\.route: is not an option/m],
    ['a webhook that is a text', { webhook: 'webhooks/esms' as never }, /^- webhook: must be an object/m],
  ])('refuses %s', (_, extras, problem) => {
    const define = (): DynamicModule => EsmsVoiceModule.forRoot({ ...OPTIONS, ...extras });
    expect(define).toThrow(EsmsVoiceOptionsError);
    expect(define).toThrow(problem);
  });

  describe('exports its service', () => {
    @Injectable()
    class Consumer {
      constructor(readonly voice: EsmsVoiceService) {}
    }
    @Module({ providers: [Consumer] })
    class FeatureModule {}

    it('everywhere, where it is global', async () => {
      await boot([EsmsVoiceModule.forRoot({ ...OPTIONS, isGlobal: true }), FeatureModule]);
      expect(module!.get(Consumer, { strict: false }).voice).toBe(module!.get(EsmsVoiceService));
    });

    it('to who imports it, where it is not', async () => {
      await expect(boot([EsmsVoiceModule.forRoot(OPTIONS), FeatureModule])).rejects.toThrow(/EsmsVoiceService/);
    });
  });

  describe('with two accounts', () => {
    @Injectable()
    class TwoVoices {
      constructor(
        @InjectEsmsVoice('otp') readonly otp: EsmsVoiceService,
        @InjectEsmsVoice('alerts') readonly alerts: EsmsVoiceService,
      ) {}
    }

    const account = (name: string, options: Partial<EsmsVoiceOptions> = {}): DynamicModule =>
      EsmsVoiceModule.forRoot({ ...OPTIONS, ...options, name });

    it('injects each by its name', async () => {
      await boot([account('otp'), account('alerts')], [TwoVoices]);
      const { otp, alerts } = module!.get(TwoVoices);
      expect([otp.account, alerts.account]).toEqual(['otp', 'alerts']);
      expect(module!.get(getEsmsVoiceToken('otp'))).toBe(otp);
      expect(otp.http).not.toBe(alerts.http);
    });

    it('keeps their keys, calls and events apart', async () => {
      gateway = await GatewayServer.start();
      const restUrl = gateway.url;
      await boot([account('otp', { apiKey: 'a', restUrl }), account('alerts', { apiKey: 'b', restUrl })], [TwoVoices]);
      const { otp, alerts } = module!.get(TwoVoices);
      const call = { phone: '0901888484', content: '1', requestId: 'r-1' };
      await otp.createOtpCall(call);
      expect(await alerts.getCall('r-1')).toBeNull();
      await alerts.createOtpCall(call);
      expect(gateway.bodies.map(({ ApiKey }) => ApiKey)).toEqual(['a', 'b']);
      expect((await otp.listCalls()).items).toMatchObject([{ account: 'otp' }]);
    });

    it('keeps their calls apart in one journal', async () => {
      gateway = await GatewayServer.start();
      const shared = { restUrl: gateway.url, journal: new InMemoryCallJournal() };
      await boot([account('otp', shared), account('alerts', shared)], [TwoVoices]);
      const { otp, alerts } = module!.get(TwoVoices);
      await otp.createOtpCall({ phone: '0901888484', content: '1', requestId: 'r-1' });
      expect(await alerts.getCall('r-1')).toBeNull();
      expect((await alerts.listCalls()).items).toEqual([]);
    });

    it('has a default one only where one has no name', async () => {
      await boot([account('otp'), EsmsVoiceModule.forRoot(OPTIONS)]);
      expect(module!.get(EsmsVoiceService).account).toBe('default');
      await module!.close();
      await boot([account('otp')]);
      expect(() => module!.get(EsmsVoiceService)).toThrow();
    });

    it('refuses one name twice', async () => {
      await expect(boot([account('otp'), account('otp')])).rejects.toThrow(/name: "otp" names two accounts/);
      await expect(boot([EsmsVoiceModule.forRoot(OPTIONS), account('default')])).rejects.toThrow(
        /name: "default" names two accounts/,
      );
    });

    it('refuses one key id in both, and does not print the secret', async () => {
      const webhook = (path: string) => ({ webhook: { path } });
      const one = EsmsVoiceModule.forRoot({ ...OPTIONS, ...webhook('a'), name: 'a', callback: callbackWith('k1') });
      const two = EsmsVoiceModule.forRoot({ ...OPTIONS, ...webhook('b'), name: 'b', callback: callbackWith('k1') });
      const failure: unknown = await boot([one, two]).then(
        () => null,
        (error: unknown) => error,
      );
      expect(failure).toBeInstanceOf(EsmsVoiceOptionsError);
      expect(inspect(failure)).toContain('callback.keys: the key id "k1" belongs to another account');
      expect(inspect(failure, { depth: 10 })).not.toContain('canary');
    });

    it('is not disturbed by the accounts of another application in the process', async () => {
      const first = await Test.createTestingModule({ imports: [account('otp')] }).compile();
      await boot([account('otp')]);
      expect(module!.get(getEsmsVoiceToken('otp'))).not.toBe(first.get(getEsmsVoiceToken('otp')));
      await first.close();
    });
  });

  it('tells two copies of the library the same tokens', () => {
    expect(getEsmsVoiceToken()).toBe(Symbol.for('nestjs-esms-voice:service:default'));
    expect(getEsmsVoiceToken('otp')).toBe(Symbol.for('nestjs-esms-voice:service:otp'));
  });

  it('closes its connections and its events with the application', async () => {
    gateway = await GatewayServer.start();
    const voice = await voiceOf(EsmsVoiceModule.forRoot({ ...OPTIONS, restUrl: gateway.url }));
    let isComplete = false;
    voice.events.subscribe({ complete: () => (isComplete = true) });
    await voice.createOtpCall({ phone: '0901888484', content: '1' });
    await module!.close();
    expect(isComplete).toBe(true);
    await expect(voice.createOtpCall({ phone: '0901888484', content: '1' })).rejects.toMatchObject({
      code: 'CALL_NOT_SENT',
    });
    expect(gateway.requests).toHaveLength(1);
  });
});
