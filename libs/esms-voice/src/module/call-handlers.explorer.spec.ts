import 'reflect-metadata';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Controller, Injectable, Module, Scope, type Provider } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { GatewayServer } from '../../../../test/support/gateway-server.js';
import { until } from '../../../../test/support/until.js';
import { EsmsVoiceModule, EsmsVoiceService, getEsmsVoiceToken, OnCallEvent, type CallEvent } from '../index.js';

const heard: string[] = [];
const note = (who: string, { account, type, call }: CallEvent): void =>
  void heard.push(`${who} ${account} ${type} ${call.state}`);

@Injectable()
class Base {
  @OnCallEvent('accepted')
  inherited(event: CallEvent): void {
    note('inherited', event);
  }
}

@Injectable()
class Listener extends Base {
  @OnCallEvent(['pending', 'accepted'], { account: 'alerts' })
  ofAlerts(event: CallEvent): void {
    note('ofAlerts', event);
  }

  get trap(): never {
    throw new Error('a getter must not be read');
  }
}

@Controller('x')
class ListeningController {
  @OnCallEvent('accepted')
  async onAccepted(event: CallEvent): Promise<void> {
    note('controller', event);
  }
}

@Injectable({ scope: Scope.REQUEST })
class PerRequest {
  @OnCallEvent('accepted')
  never(): void {}
}

let gateway: GatewayServer;
let app: TestingModule | null = null;

afterEach(async () => {
  heard.length = 0;
  await app?.close();
  app = null;
  await gateway.stop();
});

async function start(providers: Provider[]): Promise<void> {
  gateway = await GatewayServer.start();
  const keys = { apiKey: 'a', secretKey: 's', restUrl: gateway.url };
  @Module({ providers, controllers: [ListeningController] })
  class FarModule {}
  const accounts = [EsmsVoiceModule.forRoot(keys), EsmsVoiceModule.forRoot({ ...keys, name: 'alerts' })];
  app = await Test.createTestingModule({ imports: [...accounts, FarModule] }).compile();
  await app.init();
}

describe('handlers of call events', () => {
  it('are found on every provider and controller, inherited ones too, once for an alias', async () => {
    await start([Listener, { provide: 'ALIAS', useExisting: Listener }]);
    await app!.get(EsmsVoiceService).createOtpCall({ phone: '0901888484', content: '1' });
    await until(() => heard.length === 2);
    expect(heard.toSorted()).toEqual(['controller default accepted accepted', 'inherited default accepted accepted']);
  });

  it('are found on what a factory makes', async () => {
    await start([{ provide: 'MADE', useFactory: () => new Listener() }]);
    await app!.get<EsmsVoiceService>(getEsmsVoiceToken('alerts')).createOtpCall({ phone: '0901888484', content: '1' });
    await until(() => heard.length === 4);
    expect(heard.filter((line) => line.startsWith('ofAlerts'))).toEqual([
      'ofAlerts alerts pending pending',
      'ofAlerts alerts accepted accepted',
    ]);
  });

  it('are refused at boot on a class that is made anew for every request', async () => {
    await expect(start([PerRequest])).rejects.toMatchObject({
      code: 'INVALID_OPTIONS',
      message: expect.stringMatching(/PerRequest: .*@OnCallEvent.*request/),
    });
  });
});
