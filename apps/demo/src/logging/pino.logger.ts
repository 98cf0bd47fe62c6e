import type { LoggerService } from '@nestjs/common';
import { trace } from '@opentelemetry/api';
import { pino, type DestinationStream, type Logger } from 'pino';
import type { LogLevel } from '../settings/settings.js';
import { allowedFields, type LogFields } from './allowed-fields.js';

/** Where Nest tells how it starts: of use when it does not, and noise else. */
const STARTING = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication']);

/** A message with fields of its own. */
export type LogEntry = LogFields & { readonly message: string };

/** Nest's logger on pino: one JSON line an entry, with the fields that are allowed and the trace that is under way. */
export class PinoLogger implements LoggerService {
  readonly pino: Logger;

  /** @param destination @default standard output */
  constructor(level: LogLevel, destination?: DestinationStream) {
    const options = {
      level,
      base: null,
      mixin: traceFields,
      formatters: { log: allowedFields },
      hooks: { logMethod: withoutErrors },
    };
    this.pino = destination ? pino(options, destination) : pino(options);
  }

  log(message: unknown, context?: string): void {
    const level = context !== undefined && STARTING.has(context) ? 'debug' : 'info';
    this.write(level, message, context);
  }

  error(message: unknown, ...rest: readonly unknown[]): void {
    this.write('error', message, rest.at(-1));
  }

  warn(message: unknown, context?: string): void {
    this.write('warn', message, context);
  }

  debug(message: unknown, context?: string): void {
    this.write('debug', message, context);
  }

  verbose(message: unknown, context?: string): void {
    this.write('trace', message, context);
  }

  fatal(message: unknown, context?: string): void {
    this.write('fatal', message, context);
  }

  private write(level: Exclude<LogLevel, 'silent'>, message: unknown, context: unknown): void {
    if (isEntry(message)) this.pino[level]({ ...message, context }, message.message);
    else this.pino[level]({ context }, message instanceof Error ? nameOf(message) : String(message));
  }
}

/** What an error says may quote anything: its class alone is told. */
function withoutErrors(this: Logger, args: unknown[], method: (...args: unknown[]) => void): void {
  const [first, ...rest] = args;
  if (first instanceof Error) method.apply(this, [{}, nameOf(first)]);
  else method.apply(this, [first, ...rest]);
}

const nameOf = (error: Error): string => error.constructor.name;

const isEntry = (message: unknown): message is LogEntry =>
  typeof message === 'object' && message !== null && !(message instanceof Error) && 'message' in message;

function traceFields(): LogFields {
  const span = trace.getActiveSpan();
  return span ? { trace_id: span.spanContext().traceId } : {};
}
