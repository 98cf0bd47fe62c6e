import type { ServerResponse } from 'node:http';
import type { ReplyManner, WireReply } from './exchange.js';

/** Sends a reply in the manner it asks for; `refuse` closes the port for so many milliseconds. */
export function deliver(response: ServerResponse, reply: WireReply, refuse: (forMs: number) => void): void {
  // A client that has left needs no answer, and no timer for one.
  if (response.destroyed) return;
  if (reply.manner) deliverSpoilt(response, reply, reply.manner, refuse);
  else writeHead(response, reply).end(reply.body);
}

function deliverSpoilt(
  response: ServerResponse,
  reply: WireReply,
  manner: ReplyManner,
  refuse: (forMs: number) => void,
): void {
  switch (manner.kind) {
    case 'drop':
      return;
    case 'reset':
      return void response.socket?.resetAndDestroy();
    case 'cut':
      return cut(response, reply);
    case 'drip':
      return drip(response, reply, manner.byteEveryMs);
    case 'refuse-connections':
      return refuse(manner.forMs);
  }
}

function cut(response: ServerResponse, reply: WireReply): void {
  const bytes = Buffer.from(reply.body);
  const half = bytes.subarray(0, bytes.length >> 1);
  writeHead(response, reply).write(half, () => response.socket?.destroy());
}

function drip(response: ServerResponse, reply: WireReply, everyMs: number): void {
  const bytes = Buffer.from(reply.body);
  let sent = 0;
  writeHead(response, reply).flushHeaders();
  const timer = setInterval(() => {
    response.write(bytes.subarray(sent, (sent += 1)));
    if (sent === bytes.length) response.end();
  }, everyMs);
  response.once('finish', () => clearInterval(timer));
  response.once('close', () => clearInterval(timer));
}

function writeHead(response: ServerResponse, { status, headers, body }: WireReply): ServerResponse {
  return response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
}
