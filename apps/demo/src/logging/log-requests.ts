import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { traceIdOf } from '../telemetry/trace-requests.js';

/** Logs every answer by the route's pattern: paths hold tokens and request ids, queries hold numbers. */
export function logRequests(app: NestFastifyApplication, logger: Logger): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions } = request;
    const route = routeOptions.url ?? 'unknown';
    const ms = Math.round(reply.elapsedTime);
    logger.debug({ method, route, status: reply.statusCode, ms, trace_id: traceIdOf(request) }, 'answered');
    done();
  });
}
