import { Body, Controller, Headers, Post } from '@nestjs/common';
import {
  CreateRecordingCallDto,
  CreateTemplateCallDto,
  EsmsVoiceService,
  maskPhone,
  type PlacedCall,
} from 'nestjs-esms-voice';
import { PlaceOtpCallBody } from './place-otp-call.body.js';
import { oneId } from './one-id.js';

/** What is answered to who placed a call; the number is masked. */
type PlacedReply = PlacedCall & { readonly phone: string };

/** Triggers calls of the gateway's three kinds. */
@Controller('calls')
export class PlaceCallsController {
  constructor(private readonly voice: EsmsVoiceService) {}

  @Post('otp')
  placeOtpCall(
    @Body() { code, content, ...body }: PlaceOtpCallBody,
    @Headers('idempotency-key') idempotencyKey?: string,
  ): Promise<PlacedReply> {
    const requestId = oneId('requestId', body.requestId, idempotencyKey);
    return withPhone(body, this.voice.createOtpCall({ ...body, content: code ?? content!, requestId }));
  }

  @Post('template')
  placeTemplateCall(
    @Body() body: CreateTemplateCallDto,
    @Headers('idempotency-key') idempotencyKey?: string,
  ): Promise<PlacedReply> {
    const requestId = oneId('requestId', body.requestId, idempotencyKey);
    return withPhone(body, this.voice.createTemplateCall(Object.assign(body, { requestId })));
  }

  @Post('recording')
  placeRecordingCall(
    @Body() body: CreateRecordingCallDto,
    @Headers('idempotency-key') idempotencyKey?: string,
  ): Promise<PlacedReply> {
    const requestId = oneId('requestId', body.requestId, idempotencyKey);
    return withPhone(body, this.voice.createRecordingCall(Object.assign(body, { requestId })));
  }
}

const withPhone = async ({ phone }: { readonly phone: string }, placed: Promise<PlacedCall>): Promise<PlacedReply> => ({
  ...(await placed),
  phone: maskPhone(phone),
});
