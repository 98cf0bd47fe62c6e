import 'reflect-metadata';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { context, trace, type Span } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { ADAPTERS, type AdapterName } from '../support/webhook-host.js';
import { TracedHost, useContexts } from '../support/traced-host.js';
import { until } from '../support/until.js';

const CALL = { phone: '0901888484', content: 'canary-content 686868', campaignId: 'canary-campaign' };
const hosts: TracedHost[] = [];
let forgetContexts: () => void;

beforeAll(() => {
  forgetContexts = useContexts();
});
afterAll(() => forgetContexts());
afterEach(() => Promise.all(hosts.splice(0).map((host) => host.stop())));

async function start(adapter: AdapterName): Promise<TracedHost> {
  const host = await TracedHost.start(adapter);
  hosts.push(host);
  return host;
}

/** Does something as a request that is traced would. */
function within<T>(span: Span, work: () => Promise<T>): Promise<T> {
  return context.with(trace.setSpan(context.active(), span), work).finally(() => span.end());
}

describe.each(ADAPTERS)('a call on %s', (adapter) => {
  it('with a retry and a callback is one trace, which the callback links to', async () => {
    const host = await start(adapter);
    host.simulator.setFaults({ rules: [{ attempt: 1, when: 'after-accept', fault: { kind: 'reset' } }] });
    const request = host.tracer.startSpan('request');
    await within(request, () => host.voice.createOtpCall({ ...CALL, requestId: 'r-1' }));
    await host.reaches('r-1', 'delivered');
    await until(() => host.spans('esms.callback').length > 0);

    const [call] = host.spans('esms.call');
    const { traceId, spanId } = call!.spanContext();
    expect(request.spanContext()).toMatchObject({ traceId, spanId: call!.parentSpanContext!.spanId });
    expect(call!.attributes).toEqual({
      'esms.account': 'default',
      'esms.request_id': 'r-1',
      'esms.kind': 'otp',
      'esms.sandbox': false,
      'esms.state': expect.stringMatching(/^(accepted|dialing|delivered)$/),
    });
    const attempts = host.spans('esms.attempt');
    expect(attempts.map((span) => [span.spanContext().traceId, span.parentSpanContext!.spanId])).toEqual([
      [traceId, spanId],
      [traceId, spanId],
    ]);
    expect(attempts.map(({ attributes }) => attributes)).toEqual([
      { 'esms.attempt': 1, 'esms.outcome': 'unknown', 'esms.error_code': expect.any(String) },
      { 'esms.attempt': 2, 'esms.outcome': 'duplicate', 'esms.gateway_code': '124' },
    ]);
    const callback = host.spans('esms.callback').at(-1)!;
    expect(callback.attributes).toMatchObject({ 'esms.family': 'sms', 'esms.result': 'moved' });
    expect(callback.spanContext().traceId).not.toBe(traceId);
    expect(callback.links.map((link) => link.context)).toMatchObject([{ traceId, spanId }]);
  });

  it('that waits in a queue goes on with the trace of whoever queued it', async () => {
    const host = await start(adapter);
    const request = host.tracer.startSpan('request');
    await within(request, () => host.dispatcher.enqueue({ kind: 'otp', ...CALL, requestId: 'r-1' }));
    await host.dispatcher.enqueue({ kind: 'otp', ...CALL, requestId: 'r-2' });
    await Promise.all(['r-1', 'r-2'].map((id) => host.reaches(id, 'delivered')));
    const { traceId, spanId } = request.spanContext();
    const [first, second] = host.spans('esms.call');
    expect([first!.spanContext().traceId, first!.parentSpanContext!.spanId]).toEqual([traceId, spanId]);
    expect(second!.parentSpanContext).toBeUndefined();
    await until(() => host.spans('esms.callback').length >= 2);
    const linked = host.spans('esms.callback').flatMap(({ links }) => links.map((link) => link.context.traceId));
    expect(new Set(linked)).toEqual(new Set([traceId, second!.spanContext().traceId]));
  });

  it('that waits takes nothing on of whoever lets the queue go on', async () => {
    const host = await start(adapter);
    await host.dispatcher.pause();
    const [one, other, third] = ['one', 'other', 'third'].map((name) => host.tracer.startSpan(name));
    await within(one!, () => host.dispatcher.enqueue({ kind: 'otp', ...CALL, requestId: 'r-1' }));
    await within(other!, () => host.dispatcher.enqueue({ kind: 'otp', ...CALL, requestId: 'r-2' }));
    await within(third!, () => host.dispatcher.resume());
    await Promise.all(['r-1', 'r-2'].map((id) => host.reaches(id, 'delivered')));
    const traceOf = (span: ReadableSpan) => [span.attributes['esms.request_id'], span.spanContext().traceId] as const;
    expect(new Map(host.spans('esms.call').map(traceOf))).toEqual(
      new Map([
        ['r-1', one!.spanContext().traceId],
        ['r-2', other!.spanContext().traceId],
      ]),
    );
  });

  it('of a batch goes on with the trace of whoever posted it', async () => {
    const host = await start(adapter);
    const request = host.tracer.startSpan('request');
    const batch = { batchId: 'b-1', calls: [{ kind: 'otp', ...CALL, requestId: 'r-1' } as const] };
    await within(request, () => host.dispatcher.batches.post(batch));
    await host.reaches('r-1', 'delivered');
    expect(host.spans('esms.call')[0]!.spanContext().traceId).toBe(request.spanContext().traceId);
  });
});

describe('traces', () => {
  it('of calls at one moment stay apart, and handlers run in the trace of their own call', async () => {
    const host = await start('fastify');
    const ids = Array.from({ length: 20 }, (_, n) => `r-${n}`);
    await Promise.all(ids.map((requestId) => host.voice.createOtpCall({ ...CALL, requestId })));
    await Promise.all(ids.map((id) => host.reaches(id, 'delivered')));
    await until(() => host.heard.length === 40);
    const traces = new Set(host.spans('esms.call').map((span) => span.spanContext().traceId));
    expect(traces.size).toBe(20);
    for (const state of ['accepted', 'delivered'])
      expect(new Set(host.heard.filter((each) => each.state === state).map(({ traceId }) => traceId))).toEqual(traces);
  });

  it('tell no number, content, campaign or callback URL', async () => {
    const host = await start('fastify');
    await host.voice.createOtpCall({ ...CALL, requestId: 'r-1' });
    await host.voice.createOtpCall({ ...CALL, phone: '0901888108', requestId: 'r-2' }).catch(() => undefined);
    await host.reaches('r-1', 'delivered');
    expect(host.spans('esms.call')).toHaveLength(2);
    expect(host.exported()).not.toMatch(/canary|0901888|90\*|686868|webhooks|secret/i);
  });

  it('of a refused call say so', async () => {
    const host = await start('fastify');
    await host.voice.createOtpCall({ ...CALL, phone: '0901888108', requestId: 'r-1' }).catch(() => undefined);
    expect(host.attributesOf('esms.call')).toMatchObject([{ 'esms.state': 'rejected', 'esms.reason': 'refused' }]);
    expect(host.attributesOf('esms.attempt')).toMatchObject([
      { 'esms.outcome': 'refused', 'esms.gateway_code': '108' },
    ]);
  });
});
