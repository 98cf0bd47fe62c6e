import {
  applyDecorators,
  Controller,
  Get,
  Header,
  Inject,
  Req,
  UseFilters,
  VERSION_NEUTRAL,
  type Type,
} from '@nestjs/common';
import { EsmsVoiceExceptionFilter } from '../errors/esms-voice-exception.filter.js';
import { CallbackAccounts } from './callback-accounts.js';
import { EsmsCallbacks } from './esms-callbacks.js';
import { CALLBACK_ACCOUNTS } from './tokens.js';
import { verifyRequest, type CallbackRequest } from './verify-request.js';

/** What the gateway reads as "received". */
const CALLBACK_ANSWER = 'OK';

/** Makes the ready-made webhook controller for one path; the class decorators are the host application's own. */
export function createWebhookController(path: string, decorators: readonly ClassDecorator[]): Type {
  @Controller({ path, version: VERSION_NEUTRAL })
  @UseFilters(EsmsVoiceExceptionFilter)
  class EsmsWebhookController {
    constructor(
      private readonly callbacks: EsmsCallbacks,
      @Inject(CALLBACK_ACCOUNTS) private readonly accounts: CallbackAccounts,
    ) {}

    // No guard, and no @EsmsCallback(): every callback would pay for Nest's layers around them.
    @Get(':token')
    @Header('Cache-Control', 'no-store')
    async receive(@Req() request: CallbackRequest): Promise<string> {
      const verified = verifyRequest(request, this.accounts);
      await this.callbacks.receive(verified instanceof Promise ? await verified : verified);
      return CALLBACK_ANSWER;
    }
  }
  applyDecorators(...decorators)(EsmsWebhookController);
  return EsmsWebhookController;
}
