import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import type { LogLevel } from '../settings/settings.js';

/** Where Nest tells how it starts: of use when it does not, and noise else. */
const STARTING = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication']);

/** Nest's logger on pino: one JSON line an entry. */
export class PinoLogger implements LoggerService {
  readonly pino: Logger;

  constructor(level: LogLevel) {
    this.pino = pino({ level, base: null });
  }

  log(message: unknown, context?: string): void {
    const level = context !== undefined && STARTING.has(context) ? 'debug' : 'info';
    this.pino[level]({ context }, String(message));
  }

  error(message: unknown, ...rest: readonly unknown[]): void {
    this.pino.error({ context: rest.at(-1) }, String(message));
  }

  warn(message: unknown, context?: string): void {
    this.pino.warn({ context }, String(message));
  }

  debug(message: unknown, context?: string): void {
    this.pino.debug({ context }, String(message));
  }

  verbose(message: unknown, context?: string): void {
    this.pino.trace({ context }, String(message));
  }

  fatal(message: unknown, context?: string): void {
    this.pino.fatal({ context }, String(message));
  }
}
