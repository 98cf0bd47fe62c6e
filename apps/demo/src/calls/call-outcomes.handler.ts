import { Injectable, Logger } from '@nestjs/common';
import { OnCallEvent, type CallEvent } from 'nestjs-esms-voice';

/** Where an application does what follows from a call's end: here it tells it to the log. */
@Injectable()
export class CallOutcomesHandler {
  private readonly logger = new Logger('Calls');

  /** At least once a step: an application that counts or pays remembers `event.id`. */
  @OnCallEvent(['delivered', 'undelivered', 'rejected', 'unknown'])
  onEnded({ requestId, type, call }: CallEvent): void {
    const { reason } = call;
    this.logger.log({ message: `A call ended: ${type}`, requestId, state: type, reason });
  }
}
