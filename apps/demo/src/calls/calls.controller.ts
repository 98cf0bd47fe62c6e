import { Controller, Get, Param, Query } from '@nestjs/common';
import { CallNotFoundError, EsmsVoiceService, type CallList, type CallView } from 'nestjs-esms-voice';
import { ListCallsQueryDto } from './list-calls.query.js';

/** Tells what became of calls. */
@Controller('calls')
export class CallsController {
  constructor(private readonly voice: EsmsVoiceService) {}

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
