import { Injectable, Module } from '@nestjs/common';
import { EsmsVoiceService, InjectEsmsVoice, OnCallEvent, type CallEvent } from 'nestjs-esms-voice';

/** Imports nothing: both accounts are global. */
@Injectable()
export class Calls {
  readonly delivered: Pick<CallEvent, 'account' | 'requestId'>[] = [];

  constructor(
    private readonly login: EsmsVoiceService,
    @InjectEsmsVoice('alerts') private readonly alerts: EsmsVoiceService,
  ) {}

  speakCode(phone: string, code: string) {
    return this.login.createOtpCall({ phone, content: code });
  }

  alert(phone: string, text: string) {
    return this.alerts.createOtpCall({ phone, content: text });
  }

  @OnCallEvent('delivered')
  noteDelivery({ account, requestId }: CallEvent) {
    this.delivered.push({ account, requestId });
  }
}

@Module({ providers: [Calls] })
export class CallsModule {}
