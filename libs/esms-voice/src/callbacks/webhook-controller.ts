import {
  applyDecorators,
  Controller,
  Get,
  Inject,
  Req,
  Res,
  UseFilters,
  VERSION_NEUTRAL,
  type Type,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { EsmsVoiceExceptionFilter } from '../errors/esms-voice-exception.filter.js';
import { acknowledge } from './acknowledge.js';
import { CallbackAccounts } from './callback-accounts.js';
import { EsmsCallbacks } from './esms-callbacks.js';
import { CALLBACK_ACCOUNTS } from './tokens.js';
import { verifyRequest, type CallbackRequest } from './verify-request.js';

/** Makes the ready-made webhook controller for one path; the class decorators are the host application's own. */
export function createWebhookController(path: string, decorators: readonly ClassDecorator[]): Type {
  @Controller({ path, version: VERSION_NEUTRAL })
  @UseFilters(EsmsVoiceExceptionFilter)
  class EsmsWebhookController {
    constructor(
      private readonly callbacks: EsmsCallbacks,
      @Inject(CALLBACK_ACCOUNTS) private readonly accounts: CallbackAccounts,
      private readonly adapterHost: HttpAdapterHost,
    ) {}

    // No guard, and no @EsmsCallback(): every callback would pay for Nest's layers around them.
    @Get(':token')
    async receive(@Req() request: CallbackRequest, @Res() response: object): Promise<void> {
      const verified = verifyRequest(request, this.accounts);
      await this.callbacks.receive(verified instanceof Promise ? await verified : verified);
      acknowledge(response, this.adapterHost.httpAdapter);
    }
  }
  applyDecorators(...decorators)(EsmsWebhookController);
  return EsmsWebhookController;
}
