import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { EsmsVoiceService, InvalidInputError } from 'nestjs-esms-voice';
import { EsmsRecorder, EsmsVoiceTestingModule } from 'nestjs-esms-voice/testing';
import { filter, firstValueFrom, timeout } from 'rxjs';
import { AppModule } from './app.module';

describe('a NestJS 11 application in CommonJS', () => {
  let app: INestApplication;

  beforeAll(async () => {
    const module = await Test.createTestingModule({ imports: [AppModule] }).compile();
    app = module.createNestApplication();
    await app.listen(Number(process.env.PORT), '127.0.0.1');
  });

  afterAll(() => app.close());

  it('places a call and receives its callback', async () => {
    const voice = app.get(EsmsVoiceService);
    const delivered = firstValueFrom(
      voice.events.pipe(
        filter(({ type }) => type === 'delivered'),
        timeout(15_000),
      ),
    );
    const placed = await voice.createOtpCall({ phone: '0901888484', content: '686868' });
    expect(placed.state).toBe('accepted');
    expect(await delivered).toMatchObject({ requestId: placed.requestId, source: 'callback' });
  }, 20_000);

  it('tells its errors by class', async () => {
    const voice = app.get(EsmsVoiceService);
    await expect(voice.createOtpCall({ phone: '1', content: '' })).rejects.toBeInstanceOf(InvalidInputError);
  });

  it('can be unit tested without a gateway', async () => {
    const module = await Test.createTestingModule({ imports: [EsmsVoiceTestingModule.forTest()] }).compile();
    await module.get(EsmsVoiceService).createOtpCall({ phone: '0901888484', content: '123456' });
    expect(module.get(EsmsRecorder).lastContent()).toBe('123456');
    await module.close();
  });
});
