import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { EsmsVoiceService } from 'nestjs-esms-voice';
import { CALL_STREAM, type CallStream } from './call-stream.js';

/** Hands the steps that this process makes to the stream: a web process's, and a worker's. */
@Injectable()
export class CallSteps implements OnModuleInit, OnApplicationShutdown {
  constructor(
    private readonly voice: EsmsVoiceService,
    @Inject(CALL_STREAM) private readonly stream: CallStream,
  ) {}

  onModuleInit(): void {
    this.voice.events.subscribe((event) => this.stream.publish(event));
  }

  onApplicationShutdown(): Promise<void> {
    return this.stream.close();
  }
}
