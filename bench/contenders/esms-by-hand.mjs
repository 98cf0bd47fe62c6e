import { context, metrics, SpanKind, trace } from '@opentelemetry/api';
import { registerSdk } from '../telemetry/register-sdk.mjs';
import { startCalling } from '../telemetry/calling-app.mjs';

const BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30];

/** The floor: the spans and the time that the telemetry module makes of a call, made around it by hand. */
export async function create(url) {
  registerSdk();
  const call = await startCalling(url);
  const tracer = trace.getTracer('by-hand');
  const advice = { explicitBucketBoundaries: BUCKETS };
  const seconds = metrics.getMeter('by-hand').createHistogram('by_hand.seconds', { advice });
  return async () => {
    const begun = Date.now();
    const span = startCall(tracer);
    const { requestId } = await call();
    span.setAttribute('esms.request_id', requestId);
    endAttempt(tracer, span, begun);
    span.setAttribute('esms.state', 'accepted');
    span.end();
    seconds.record((Date.now() - begun) / 1000, { account: 'default', kind: 'otp' });
  };
}

function startCall(tracer) {
  const attributes = { 'esms.account': 'default', 'esms.kind': 'otp', 'esms.sandbox': false };
  return tracer.startSpan('esms.call', { kind: SpanKind.INTERNAL, attributes, links: [] }, context.active());
}

function endAttempt(tracer, span, startTime) {
  const attributes = { 'esms.attempt': 1, 'esms.outcome': 'accepted', 'esms.gateway_code': '100' };
  const within = trace.setSpan(context.active(), span);
  tracer.startSpan('esms.attempt', { kind: SpanKind.CLIENT, attributes, startTime }, within).end();
}
