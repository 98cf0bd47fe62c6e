import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { EsmsVoiceError } from './esms-voice.error.js';
import { toHttpError } from './http-error.js';

/**
 * Answers the errors of this library by {@link toHttpError}, on Express and on Fastify:
 * `app.useGlobalFilters(new EsmsVoiceExceptionFilter(app.get(HttpAdapterHost)))`, or as a provider of `APP_FILTER`.
 */
@Catch(EsmsVoiceError)
export class EsmsVoiceExceptionFilter implements ExceptionFilter<EsmsVoiceError> {
  constructor(private readonly adapterHost: HttpAdapterHost) {}

  catch(error: EsmsVoiceError, host: ArgumentsHost): void {
    const { httpAdapter } = this.adapterHost;
    const response: unknown = host.switchToHttp().getResponse();
    const { statusCode, retryAfterSeconds, body } = toHttpError(error);
    if (retryAfterSeconds !== null) httpAdapter.setHeader(response, 'Retry-After', String(retryAfterSeconds));
    httpAdapter.reply(response, body, statusCode);
  }
}
