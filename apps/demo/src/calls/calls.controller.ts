import { Body, Controller, Get, Headers, Param, Post, Query } from '@nestjs/common';
import {
  CallNotFoundError,
  EsmsVoiceService,
  InvalidInputError,
  maskPhone,
  type CallList,
  type CallView,
  type PlacedCall,
} from 'nestjs-esms-voice';
import { ListCallsQueryDto } from './list-calls.query.js';
import { PlaceOtpCallBody } from './place-otp-call.body.js';

/** Triggers calls and tells what became of them. */
@Controller('calls')
export class CallsController {
  constructor(private readonly voice: EsmsVoiceService) {}

  @Post('otp')
  async placeOtpCall(
    @Body() { code, content, ...body }: PlaceOtpCallBody,
    @Headers('idempotency-key') idempotencyKey?: string,
  ): Promise<PlacedCall & { readonly phone: string }> {
    const requestId = oneRequestId(body.requestId, idempotencyKey);
    const placed = await this.voice.createOtpCall({ ...body, content: code ?? content!, requestId });
    return { ...placed, phone: maskPhone(body.phone) };
  }

  @Get()
  list(@Query() query: ListCallsQueryDto): Promise<CallList> {
    return this.voice.listCalls(query);
  }

  @Get(':requestId')
  async find(@Param('requestId') requestId: string): Promise<CallView> {
    const call = await this.voice.getCall(requestId);
    if (!call) throw new CallNotFoundError();
    return call;
  }
}

/** `Idempotency-Key` is another name for `requestId`: both may be given where they agree. */
function oneRequestId(requestId: string | undefined, idempotencyKey: string | undefined): string | null {
  if (requestId != null && idempotencyKey != null && requestId !== idempotencyKey) {
    throw new InvalidInputError(['requestId and the header Idempotency-Key must be the same where both are given']);
  }
  return requestId ?? idempotencyKey ?? null;
}
