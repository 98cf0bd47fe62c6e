import { Controller, Get } from '@nestjs/common';
import { EsmsVoiceService, type AccountBalance } from 'nestjs-esms-voice';

/** Tells what is left on the gateway's account. */
@Controller('balance')
export class BalanceController {
  constructor(private readonly voice: EsmsVoiceService) {}

  @Get()
  balance(): Promise<AccountBalance> {
    return this.voice.getBalance();
  }
}
