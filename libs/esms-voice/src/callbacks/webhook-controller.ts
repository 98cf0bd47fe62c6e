import {
  applyDecorators,
  Controller,
  Get,
  Header,
  Req,
  UseFilters,
  UseGuards,
  VERSION_NEUTRAL,
  type Type,
} from '@nestjs/common';
import { EsmsVoiceExceptionFilter } from '../errors/esms-voice-exception.filter.js';
import { EsmsCallbackGuard } from './esms-callback.guard.js';
import { EsmsCallbacks } from './esms-callbacks.js';
import { findOn } from './verified-callback.js';

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
    // Not @EsmsCallback(): a parameter of one's own goes through Nest's pipes, and every callback would pay for them.
    async receive(@Req() request: object): Promise<string> {
      await this.callbacks.receive(findOn(request)!);
      return CALLBACK_ANSWER;
    }
  }
  applyDecorators(...decorators)(EsmsWebhookController);
  return EsmsWebhookController;
}
