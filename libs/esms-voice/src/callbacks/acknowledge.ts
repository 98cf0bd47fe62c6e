import { ServerResponse } from 'node:http';
import type { HttpServer } from '@nestjs/common';

/** What the gateway reads as "received". */
const ANSWER = 'OK';
const HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Type': 'text/plain; charset=utf-8',
  'Content-Length': String(ANSWER.length),
};

/**
 * Answers that a callback is stored: 200, whatever conditions the request has and whatever the host wraps answers in. Express
 * has no part in it: it would answer 304 to whoever sends its `ETag` back, and it makes that tag for each request, beside much
 * else (docs/performance.md tells what that costs).
 */
export function acknowledge(response: unknown, adapter: HttpServer): void {
  if (response instanceof ServerResponse) return void response.writeHead(200, HEADERS).end(ANSWER);
  adapter.setHeader(response, 'Cache-Control', HEADERS['Cache-Control']);
  adapter.reply(response, ANSWER, 200);
}
