import { jsonReply, type Route, type WireRequest } from './exchange.js';
import { hostNameOf, isLoopbackHost } from './loopback.js';

/** Shields a control route from web pages: from foreign ones, and from names that were bent to this machine. */
export function localOnly(route: Route, boundHost: string): Route {
  return {
    ...route,
    respond: (request) => (isLocal(request, boundHost) ? route.respond(request) : refusal()),
  };
}

function isLocal({ headers, localAddress }: WireRequest, boundHost: string): boolean {
  const address = localAddress.replace(/^::ffff:/, '');
  const own = new Set([boundHost.toLowerCase(), `[${boundHost}]`, address, `[${address}]`]);
  const isOwn = (host: string) => host !== '' && (isLoopbackHost(host) || own.has(host.toLowerCase()));
  if (!isOwn(hostNameOf(headers.host ?? ''))) return false;
  return headers.origin === undefined || isOwn(originHostOf(headers.origin));
}

function originHostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).hostname : '';
}

function refusal() {
  return jsonReply(403, { error: 'The control surface answers this machine only.' });
}
