import { Logger } from '@nestjs/common';
import { toBareCause } from '../errors/bare-cause.js';
import type { HandlerFailure } from '../events/handler-run.js';

const logger = new Logger('EsmsVoice');

/** Says which handler gave up on which event. What it threw may quote anything: its class and code alone are told. */
export function logHandlerFailure({ event, handler, attempts, error }: HandlerFailure): void {
  const { name, code } = toBareCause(error);
  const cause = code === null ? name : `${name} ${code}`;
  logger.error(`${handler} gave up on the event ${event.id} (${event.type}) after ${attempts} attempts: ${cause}`);
}
