import {
  applyDecorators,
  Controller,
  Get,
  Header,
  UseFilters,
  UseGuards,
  VERSION_NEUTRAL,
  type Type,
} from '@nestjs/common';
import { EsmsVoiceExceptionFilter } from '../errors/esms-voice-exception.filter.js';
import { EsmsCallback } from './esms-callback.decorator.js';
import { EsmsCallbackGuard } from './esms-callback.guard.js';
import { EsmsCallbacks } from './esms-callbacks.js';
import type { VerifiedCallback } from './verified-callback.js';

/** What the gateway reads as "received". */
const CALLBACK_ANSWER = 'OK';

/** Makes the ready-made webhook controller for one path; the class decorators are the host application's own. */
export function createWebhookController(path: string, decorators: readonly ClassDecorator[]): Type {
  @Controller({ path, version: VERSION_NEUTRAL })
  @UseFilters(EsmsVoiceExceptionFilter)
  class EsmsWebhookController {
    constructor(private readonly callbacks: EsmsCallbacks) {}

    @Get(':token')
    @UseGuards(EsmsCallbackGuard)
    @Header('Cache-Control', 'no-store')
    async receive(@EsmsCallback() callback: VerifiedCallback): Promise<string> {
      await this.callbacks.receive(callback);
      return CALLBACK_ANSWER;
    }
  }
  applyDecorators(...decorators)(EsmsWebhookController);
  return EsmsWebhookController;
}
