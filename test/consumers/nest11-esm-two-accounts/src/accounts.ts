import { Injectable } from '@nestjs/common';
import type { EsmsVoiceOptions, EsmsVoiceOptionsFactory } from 'nestjs-esms-voice';

const account = (keyId: string, secret: string): EsmsVoiceOptions => ({
  apiKey: process.env.ESMS_API_KEY!,
  secretKey: process.env.ESMS_SECRET_KEY!,
  restUrl: process.env.ESMS_REST_URL,
  callback: { publicUrl: process.env.PUBLIC_URL!, keys: [{ id: keyId, secret }] },
});

@Injectable()
export class LoginAccount implements EsmsVoiceOptionsFactory {
  createEsmsVoiceOptions(): EsmsVoiceOptions {
    return account('login1', process.env.LOGIN_CALLBACK_SECRET!);
  }
}

@Injectable()
export class AlertsAccount implements EsmsVoiceOptionsFactory {
  createEsmsVoiceOptions(): EsmsVoiceOptions {
    return account('alerts1', process.env.ALERTS_CALLBACK_SECRET!);
  }
}
