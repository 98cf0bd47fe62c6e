import { rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RunningDemo } from '../support/demo.js';

const DIST = fileURLToPath(new URL('../../apps/console/dist/', import.meta.url));
const CSP =
  "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;font-src 'self';connect-src 'self';" +
  "base-uri 'none';form-action 'none';frame-ancestors 'none'";

describe('the demo as a web site', () => {
  let demo: RunningDemo;

  beforeAll(async () => {
    demo = await RunningDemo.start();
  });

  afterAll(() => demo.stop());

  it.each([
    ['/', 'GET'],
    ['/calls', 'GET'],
    ['/nowhere', 'GET'],
    ['/calls/otp', 'POST'],
    ['/console/settings', 'GET'],
    ['/%zz', 'GET'],
  ])('sends its security headers at %s, and none of CORS', async (path, method) => {
    const { headers } = await demo.fetch(path, { method, headers: { origin: demo.url } });
    expect(headers.get('content-security-policy')).toBe(CSP);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('answers no preflight', async () => {
    const preflight = { method: 'OPTIONS', headers: { origin: demo.url, 'access-control-request-method': 'POST' } };
    expect((await demo.fetch('/calls/otp', preflight)).status).toBe(404);
  });

  it('tells the console how it is set up', async () => {
    expect(await demo.get('/console/settings')).toMatchObject({
      status: 200,
      body: { gateway: 'simulator', sandbox: false, needsKey: false, journal: 'memory', version: '0.1.0' },
    });
  });

  it('leads to nothing outside the assets', async () => {
    const paths = [
      '/assets/nothing.js',
      '/assets/..%2findex.html',
      '/assets/%2e%2e/package.json',
      '/index.html',
      '/src',
    ];
    for (const path of paths) {
      const { status, body } = await demo.get(path);
      expect([path, status, body['code']]).toEqual([path, 404, 'NOT_FOUND']);
    }
  });
});

describe('the console', () => {
  let demo: RunningDemo;

  beforeAll(async () => {
    demo = await RunningDemo.start({ DEMO_API_KEY: 'a-key-of-the-demo' });
  });

  afterAll(() => demo.stop());

  it('is served without a key: the page is always asked for, its assets never again', async () => {
    await writeFile(`${DIST}assets/test-only.js`, 'export {};\n');
    const page = await demo.get('/');
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers.get('cache-control')).toBe('no-cache');
    expect(page.headers.get('content-security-policy')).toBe(CSP);
    expect(page.headers.get('etag')).not.toBeNull();
    const asset = await demo.get('/assets/test-only.js');
    expect([asset.status, asset.headers.get('content-type')]).toEqual([200, 'application/javascript; charset=utf-8']);
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    await rm(`${DIST}assets/test-only.js`);
    expect((await demo.get('/console/settings')).body).toMatchObject({ needsKey: true });
    expect((await demo.get('/calls')).status).toBe(401);
  });
});
