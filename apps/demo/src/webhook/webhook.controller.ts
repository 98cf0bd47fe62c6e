import { Controller, Get, UseGuards } from '@nestjs/common';
import { EsmsCallback, EsmsCallbackGuard, EsmsCallbacks, type VerifiedCallback } from 'nestjs-esms-voice';
import { Public } from '../access/public.decorator.js';
import { WEBHOOK_PATH } from './webhook-path.js';

/** Where the gateway reports what became of a call. The token in the path is its only defence, and enough. */
@Public()
@Controller(WEBHOOK_PATH)
export class WebhookController {
  constructor(private readonly callbacks: EsmsCallbacks) {}

  @Get(':token')
  @UseGuards(EsmsCallbackGuard)
  async receive(@EsmsCallback() callback: VerifiedCallback): Promise<string> {
    await this.callbacks.receive(callback);
    return 'OK';
  }
}
