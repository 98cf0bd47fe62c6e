import { ValidationPipe } from '@nestjs/common';
import { HttpAdapterHost, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { EsmsVoiceExceptionFilter, invalidInputFromValidation } from 'nestjs-esms-voice';
import { AppModule } from './app.module.js';
import { AnyErrorFilter } from './errors/any-error.filter.js';
import { OpenApi } from './docs/open-api.service.js';
import { limitRequests } from './limits/limit-requests.js';
import { logRequests } from './logging/log-requests.js';
import { PinoLogger } from './logging/pino.logger.js';
import type { Settings } from './settings/settings.js';
import { useConsoleFiles } from './web/console-files.js';
import { SECURITY_HEADERS } from './web/security-headers.js';
import { cutUnusedConnections } from './web/unused-connections.js';
import { traceRequests } from './telemetry/trace-requests.js';

const BATCHES = '/batches';
/** 10,000 calls with the longest content. */
const BATCH_BYTES = 32 * 1024 * 1024;

/** Builds the demo; it listens nowhere yet. */
export async function createDemo(settings: Settings): Promise<NestFastifyApplication> {
  const logger = new PinoLogger(settings.logLevel);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forSettings(settings), fastify(), {
    logger,
    abortOnError: false,
  });
  traceRequests(app);
  logRequests(app, logger.pino);
  app.useSecurityHeaders(SECURITY_HEADERS);
  limitRequests(app, settings);
  await useConsoleFiles(app);
  cutUnusedConnections(app);
  if (settings.role === 'web') app.get(OpenApi).describe(app);
  app.useGlobalPipes(
    new ValidationPipe({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      exceptionFactory: invalidInputFromValidation,
    }),
  );
  const adapterHost = app.get(HttpAdapterHost);
  app.useGlobalFilters(new AnyErrorFilter(adapterHost), new EsmsVoiceExceptionFilter(adapterHost));
  app.enableShutdownHooks(undefined, { useProcessExit: true });
  return app;
}

/** Batches alone may be large. */
function fastify(): FastifyAdapter {
  const adapter = new FastifyAdapter();
  adapter.getInstance().addHook('onRoute', (route) => {
    if (route.url === BATCHES) route.bodyLimit = BATCH_BYTES;
  });
  return adapter;
}
