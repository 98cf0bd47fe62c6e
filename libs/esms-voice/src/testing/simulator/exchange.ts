import type { IncomingHttpHeaders } from 'node:http';

/** A request as it came over the wire, before anything is known of its meaning. */
export interface WireRequest {
  readonly method: string;
  /** Without the query string and without a trailing slash. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The address of this side of the connection. */
  readonly localAddress: string;
  readonly body: string;
  readonly connection: WireConnection;
}

/** The connection of a request, until the request is answered. */
export interface WireConnection {
  /** Runs once: when the answer is out, or the client has left; at once when that is so already. */
  onClose(run: () => void): void;
  destroy(): void;
}

/** How a reply goes over the wire when it is not simply sent. */
export type ReplyManner =
  | { readonly kind: 'drop' | 'reset' | 'cut' }
  | { readonly kind: 'drip'; readonly byteEveryMs: number }
  | { readonly kind: 'refuse-connections'; readonly forMs: number };

/** A reply before it goes over the wire. */
export interface WireReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  readonly manner?: ReplyManner;
}

/** What answers a request: at once, or when it is time. */
export type Respond = (request: WireRequest) => WireReply | Promise<WireReply>;

/** One line of the route table: decides on a request and answers it. */
export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly respond: Respond;
}

/** Answers a request from the route table, with HTML where a WCF host has no function (contract, section 1). */
export function respondFrom(routes: readonly Route[], request: WireRequest): ReturnType<Respond> {
  const candidates = routes.filter(({ path }) => path === request.path);
  const route = candidates.find(({ method }) => method === request.method);
  if (route) return route.respond(request);
  if (candidates.length === 0) return htmlReply(404, 'Endpoint not found.');
  return htmlReply(405, 'Method not allowed.', { allow: candidates.map(({ method }) => method).join(', ') });
}

export function jsonReply(status: number, body: unknown): WireReply {
  return jsonTextReply(status, JSON.stringify(body));
}

/** A JSON reply that is text already. */
export function jsonTextReply(status: number, text: string): WireReply {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: text };
}

/** An error page as a WCF host writes it. */
export function htmlReply(status: number, words: string, headers: Record<string, string> = {}): WireReply {
  const body = `<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Service</title></head>
<body><div id="content"><p class="heading1">Service</p><p>${words}</p></div></body></html>
`;
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', ...headers }, body };
}
