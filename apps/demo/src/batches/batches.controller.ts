import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  HttpStatus,
  NotFoundException,
  Param,
  Post,
  Res,
} from '@nestjs/common';
import { InvalidInputError } from 'nestjs-esms-voice';
import { EsmsDispatcher, type BatchProgress } from 'nestjs-esms-voice/dispatch';
import { oneId } from '../calls/one-id.js';
import { codeProblems, toQueueable } from './batch-problems.js';
import { PostBatchBody } from './post-batch.body.js';

/** Takes many calls on at once, and tells how far they are. */
@Controller('batches')
export class BatchesController {
  constructor(private readonly dispatcher: EsmsDispatcher) {}

  /** 202 where the batch is new; 200 where it was taken on before: then nobody is rung again. */
  @Post()
  @HttpCode(HttpStatus.ACCEPTED)
  async post(
    @Body() { calls: posted, batchId, ...options }: PostBatchBody,
    @Res({ passthrough: true }) reply: { status(code: number): unknown },
    @Headers('idempotency-key') idempotencyKey?: string,
  ): Promise<{ batchId: string; total: number }> {
    const id = oneId('batchId', batchId, idempotencyKey);
    const calls = toQueueable(posted);
    const problems = codeProblems(posted);
    if (problems.length > 0) throw new InvalidInputError([...problems, ...(await this.dispatcher.problemsOf(calls))]);
    const { isNew, ...taken } = await this.dispatcher.batches.post({ batchId: id, calls }, options);
    if (!isNew) reply.status(HttpStatus.OK);
    return taken;
  }

  @Get(':id')
  async find(@Param('id') batchId: string): Promise<BatchProgress> {
    const progress = await this.dispatcher.batches.find(batchId);
    if (!progress) throw new NotFoundException('There is no batch with this id.');
    return progress;
  }
}
