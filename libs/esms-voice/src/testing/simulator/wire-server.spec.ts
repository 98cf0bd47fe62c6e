import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { htmlReply, jsonReply, type WireRequest } from './exchange.js';
import { WireServer } from './wire-server.js';

let server: WireServer;
let seen: WireRequest[];

beforeEach(async () => {
  seen = [];
  server = await WireServer.listen('127.0.0.1', 0, (request) => {
    seen.push(request);
    if (request.path === '/throw') throw new Error('a test');
    return request.path === '/html' ? htmlReply(418, 'Tea.') : jsonReply(200, { đ: 1 });
  });
});

afterEach(() => server.close());

const post = (path: string, body: string) => fetch(`${server.url}${path}`, { method: 'POST', body });

describe('WireServer', () => {
  it('hands over method, path without trailing slash, query, headers and body', async () => {
    await post('/a/b/?x=1?2&y=%20', 'đầu');
    expect(seen[0]).toMatchObject({ method: 'POST', path: '/a/b', body: 'đầu', localAddress: '127.0.0.1' });
    expect([...(seen[0]?.query ?? [])]).toEqual([
      ['x', '1?2'],
      ['y', ' '],
    ]);
    expect(seen[0]?.headers.host).toBe(new URL(server.url).host);
  });

  it('sends status, type and bytes', async () => {
    const json = await post('/a', '');
    expect([json.status, json.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
    expect(await json.json()).toEqual({ đ: 1 });
    const html = await post('/html', '');
    expect([html.status, html.headers.get('content-type')]).toEqual([418, 'text/html; charset=utf-8']);
    expect(await html.text()).toContain('Tea.');
  });

  it('takes a body of 1 MB and answers 413 to one byte more', async () => {
    const megabyte = 'x'.repeat(1024 * 1024);
    expect((await post('/a', megabyte)).status).toBe(200);
    const refused = await post('/a', `${megabyte}x`);
    expect([refused.status, refused.headers.get('content-type')]).toEqual([413, 'text/html; charset=utf-8']);
    expect(seen).toHaveLength(1);
  });

  it('answers HTML with 500 when it breaks, and lives on', async () => {
    expect((await post('/throw', '')).status).toBe(500);
    expect((await post('/a', '')).status).toBe(200);
  });

  it('survives a client that leaves in the middle of its request', async () => {
    const { port } = new URL(server.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write('POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf');
    await new Promise((resolve) => setTimeout(resolve, 20));
    socket.destroy();
    expect((await post('/a', 'whole')).status).toBe(200);
    expect(seen.map(({ body }) => body)).toEqual(['whole']);
  });

  it('names a URL that can be reached for every host', async () => {
    const urls: string[] = [];
    for (const host of ['0.0.0.0', '::1', '::', 'localhost']) {
      const other = await WireServer.listen(host, 0, () => jsonReply(200, {}));
      urls.push(other.url.replace(/\d+$/, 'PORT'));
      expect((await fetch(other.url)).status).toBe(200);
      await other.close();
    }
    expect(urls).toEqual(['http://127.0.0.1:PORT', 'http://[::1]:PORT', 'http://[::1]:PORT', 'http://localhost:PORT']);
  });

  it('says when the port is taken', async () => {
    const port = Number(new URL(server.url).port);
    await expect(WireServer.listen('127.0.0.1', port, () => jsonReply(200, {}))).rejects.toThrow('EADDRINUSE');
  });
});
