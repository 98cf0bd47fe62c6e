import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Span } from '@opentelemetry/api';

const SCOPE = 'esms-voice-demo';

/** Spans of requests; a request has none where nothing is traced. */
const spans = new WeakMap<object, Span>();

/**
 * A span for every request, which goes on with the trace of whoever sent it. It has the route's pattern and nothing of the URL:
 * paths hold tokens and request ids.
 */
export function traceRequests(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, _, done) => {
    const { method, headers, routeOptions } = request;
    const route = routeOptions.url ?? 'unknown';
    const attributes = { 'http.request.method': method, 'http.route': route };
    const parent = propagation.extract(ROOT_CONTEXT, headers);
    const options = { kind: SpanKind.SERVER, attributes };
    const span = trace.getTracer(SCOPE).startSpan(`${method} ${route}`, options, parent);
    if (span.isRecording()) spans.set(request, span);
    done();
  });
  // Once the body is there: reading it ends in the context of the connection.
  fastify.addHook('preHandler', (request, _, done) => {
    const span = spans.get(request);
    if (span) context.with(trace.setSpan(ROOT_CONTEXT, span), done);
    else done();
  });
  fastify.addHook('onResponse', (request, { statusCode }, done) => {
    const span = spans.get(request);
    span?.setAttribute('http.response.status_code', statusCode);
    if (statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
    done();
  });
}

/** The trace of a request; `undefined` where it has none. */
export const traceIdOf = (request: object): string | undefined => spans.get(request)?.spanContext().traceId;
