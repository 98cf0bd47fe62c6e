import {
  Body,
  Controller,
  Get,
  HttpCode,
  NotFoundException,
  Param,
  Post,
  Sse,
  type MessageEvent,
} from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { CreateOtpCallDto, EsmsVoiceService, type CallView } from 'nestjs-esms-voice';
import { EsmsDispatcher, type EnqueuedCall } from 'nestjs-esms-voice/dispatch';
import { map, Subject, type Observable } from 'rxjs';
import { CALL_MOVED, type CallMove } from './call-moves.js';

@Controller('calls')
export class CallsController {
  private readonly moves = new Subject<CallMove>();

  constructor(
    private readonly dispatcher: EsmsDispatcher,
    private readonly voice: EsmsVoiceService,
  ) {}

  /** Queues the call; a worker places it. */
  @Post()
  @HttpCode(202)
  queue(@Body() { phone, content, requestId }: CreateOtpCallDto): Promise<EnqueuedCall> {
    return this.dispatcher.enqueue({ kind: 'otp', phone, content, requestId });
  }

  /** The journal is what counts: an event that was missed is found there. */
  @Get(':requestId')
  async find(@Param('requestId') requestId: string): Promise<CallView> {
    const call = await this.voice.getCall(requestId);
    if (!call) throw new NotFoundException();
    return call;
  }

  /** The steps of all calls as they happen, for a page that looks on. */
  @Sse('moves/live')
  watch(): Observable<MessageEvent> {
    return this.moves.pipe(map((data) => ({ data })));
  }

  @EventPattern(CALL_MOVED)
  moved(@Payload() move: CallMove): void {
    this.moves.next(move);
  }
}
