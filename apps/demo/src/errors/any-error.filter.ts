import { STATUS_CODES } from 'node:http';
import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';

const CODES: Record<number, string> = {
  400: 'INVALID_INPUT',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'PAYLOAD_TOO_LARGE',
  414: 'URI_TOO_LONG',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'TOO_MANY_REQUESTS',
};

/** Gives every error that is not the library's own Nest's shape and a stable `code`; nothing of its inside is told. */
@Catch()
export class AnyErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('Errors');

  constructor(private readonly adapterHost: HttpAdapterHost) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const statusCode = statusOf(error);
    if (statusCode >= 500) this.logger.error(`${nameOf(error)} while answering a request`);
    this.adapterHost.httpAdapter.reply(host.switchToHttp().getResponse(), bodyOf(error, statusCode), statusCode);
  }
}

function bodyOf(error: unknown, statusCode: number): object {
  const name = STATUS_CODES[statusCode] ?? 'Error';
  const base = { statusCode, message: name, error: name, code: CODES[statusCode] ?? 'INTERNAL_ERROR' };
  const own = error instanceof HttpException ? error.getResponse() : {};
  return typeof own === 'string' ? { ...base, message: own } : { ...base, ...own };
}

/** Nest's own errors and Fastify's (a body that is no JSON, or too large) carry a status; others are ours to mend. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const { statusCode } = Object(error) as { statusCode?: unknown };
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500 ? statusCode : 500;
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.constructor.name : 'An error');
