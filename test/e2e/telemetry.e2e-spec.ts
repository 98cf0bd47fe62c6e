import 'reflect-metadata';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from '@jest/globals';
import { EsmsSimulator } from 'nestjs-esms-voice/testing';
import { obtainPromtool } from '../../scripts/tools/promtool.mjs';
import { RunningDemo } from '../support/demo.js';
import { freePort } from '../support/free-port.js';
import { DEMO_HEADERS, liveSettings } from '../support/live-settings.js';
import { metricsIn, PROMETHEUS_NAMES } from '../support/metric-names.js';
import { OtlpCollector } from '../support/otlp-collector.js';
import { RunningProcess } from '../support/running-process.js';
import { until } from '../support/until.js';

const KEY = 'canary-demo-key';
const CALL = { phone: '0961888484', code: '135790', requestId: 'r-1' };

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

async function start(env: Record<string, string> = {}): Promise<RunningDemo> {
  const demo = await RunningDemo.start(env);
  stops.push(() => demo.stop());
  return demo;
}

/** What promtool says of a text; empty where it is well. */
async function promtoolOn(text: string): Promise<string> {
  const tool = spawn(await obtainPromtool(), ['check', 'metrics']);
  let said = '';
  for (const stream of [tool.stdout, tool.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  tool.stdin.end(text);
  await once(tool, 'close');
  return said;
}

describe('GET /metrics', () => {
  it('tells calls in words that Prometheus and the table of metrics know, and nobody’s number', async () => {
    const demo = await start();
    await demo.get('/metrics');
    await demo.placeOtpCall(CALL);
    await demo.placeOtpCall({ phone: '0901888108', code: '1234' });
    await demo.post('/verifications', { phone: '0901888485' });
    await demo.waitFor('r-1', 'delivered');
    const { status, headers, body } = await demo.get('/metrics');
    const text = String(body['text']);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
    expect(await promtoolOn(text)).toBe('');
    expect(text).toMatch(
      /^esms_calls_total\{account="default",kind="otp",state="delivered",reason="none",carrier="viettel"\} 1$/m,
    );
    expect(text).toMatch(/^esms_attempts_total\{.*outcome="refused",code="108"\} 1$/m);
    expect(text).toMatch(/^esms_balance\{account="default"\} \d+$/m);
    expect(text).not.toMatch(/888484|888485|888108|\*\*\*|135790|r-1|[?&/]1\.demo\./);
    const samples = text.split('\n').filter((line) => line.startsWith('esms_'));
    expect(metricsIn(samples.join('\n')).filter((name) => !PROMETHEUS_NAMES.has(name))).toEqual([]);
  }, 200_000);

  it('wants the key, as x-api-key or as Bearer; other routes take no Bearer', async () => {
    const demo = await start({ DEMO_API_KEY: KEY });
    const statusOf = async (path: string, headers: Record<string, string>) => (await demo.get(path, headers)).status;
    expect(await statusOf('/metrics', {})).toBe(401);
    expect(await statusOf('/metrics', { authorization: 'Bearer wrong' })).toBe(401);
    expect(await statusOf('/metrics', { authorization: `Bearer ${KEY}` })).toBe(200);
    expect(await statusOf('/metrics', { 'x-api-key': KEY })).toBe(200);
    expect(await statusOf('/calls', { authorization: `Bearer ${KEY}` })).toBe(401);
  });

  it('is not there where OTEL_SDK_DISABLED is true', async () => {
    const demo = await start({ OTEL_SDK_DISABLED: 'true' });
    expect((await demo.get('/metrics')).status).toBe(404);
    expect((await demo.placeOtpCall(CALL)).status).toBe(201);
  });
});

describe('a demo that is told of a collector', () => {
  it('sends spans and metrics there, continues the trace of whoever called, and logs it', async () => {
    const collector = await OtlpCollector.start();
    stops.push(() => collector.stop());
    const gateway = await EsmsSimulator.start({ answerAfterMs: 50 });
    stops.push(() => gateway.stop());
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const process = RunningProcess.start(['scripts/start.mjs', 'demo'], {
      ...liveSettings(gateway, url),
      PORT: String(port),
      LOG_LEVEL: 'debug',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_BSP_SCHEDULE_DELAY: '100',
    });
    stops.push(() => process.stop());
    await process.printed(/is ready/);
    await until(
      async () => (await (await fetch(`${url}/metrics`, { headers: DEMO_HEADERS })).text()).includes('esms_'),
      10_000,
    );
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const reply = await fetch(`${url}/calls/otp`, {
      method: 'POST',
      headers: { ...DEMO_HEADERS, traceparent: `00-${traceId}-b7ad6b7169203331-01` },
      body: JSON.stringify(CALL),
    });
    expect(reply.status).toBe(201);
    await until(() => collector.sentTo('/v1/traces').includes('esms.callback'), 10_000);
    await process.printed(/"state":"delivered"/);
    await process.stop();
    const traces = collector.sentTo('/v1/traces');
    for (const name of ['POST /calls/otp', 'esms.call', 'esms.attempt', 'GET /webhooks/esms/:token'])
      expect(traces).toContain(name);
    expect(traces.split(Buffer.from(traceId, 'hex').toString('latin1')).length).toBeGreaterThan(3);
    expect(collector.sentTo('/v1/metrics')).toContain('esms.calls');
    const sent = collector.received.map(({ body }) => body.toString('latin1')).join('');
    for (const text of [sent, process.output])
      expect(text).not.toMatch(/0961888484|961888484|135790|canary|simulator"|\/webhooks\/esms\/1\./);
    const lines = process.output.split('\n').filter((line) => line.startsWith('{'));
    const ended = lines.find((line) => line.includes('"state":"delivered"'))!;
    expect(JSON.parse(ended)).toMatchObject({ requestId: 'r-1', trace_id: traceId });
    expect(lines.find((line) => line.includes('"route":"/calls/otp"'))).toContain(traceId);
  }, 120_000);
});

describe('GET /health', () => {
  it('is degraded, and 200, where the gateway refuses the keys', async () => {
    const gateway = await EsmsSimulator.start();
    stops.push(() => gateway.stop());
    const demo = await start({ ...liveSettings(gateway, 'none'), ESMS_SECRET_KEY: 'wrong' });
    expect(await demo.get('/health')).toMatchObject({
      status: 200,
      body: {
        status: 'degraded',
        reasons: ['keys-refused'],
        gateway: { status: 'degraded' },
        journal: { status: 'ok' },
      },
    });
  });
});
