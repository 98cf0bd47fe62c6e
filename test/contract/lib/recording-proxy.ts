import type { ServerResponse } from 'node:http';
import { type ArrivedRequest, GatewayServer } from '../../support/gateway-server.js';
import type { Exchange } from './contract.js';

/** The host that an exchange was with. */
export type Host = 'rest' | 'voice';

/** Stands between a client and the simulator, with an address for each of the two hosts, and keeps what goes through. */
export class RecordingProxy {
  readonly exchanges: { readonly host: Host; readonly exchange: Exchange }[] = [];

  private constructor(
    private readonly server: GatewayServer,
    readonly restUrl: string,
    readonly voiceUrl: string,
  ) {}

  /** @param target base URL of the service behind it */
  static async start(target: string): Promise<RecordingProxy> {
    const server = await GatewayServer.start();
    const proxy = new RecordingProxy(server, `${server.url}/rest`, `${server.url}/voice`);
    server.answer = (response, _count, request) => void proxy.handOn(target, request, response);
    return proxy;
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  private async handOn(target: string, { method, url, body }: ArrivedRequest, response: ServerResponse): Promise<void> {
    const [, host, path, query = ''] = /^\/(rest|voice)([^?]*)\??(.*)$/s.exec(url)!;
    const init = method === 'GET' ? { method } : { method, body };
    const answer = await fetch(`${target}${path}${query === '' ? '' : `?${query}`}`, init);
    const [status, type, reply] = [answer.status, answer.headers.get('content-type') ?? '', await answer.text()];
    this.exchanges.push({ host: host as Host, exchange: { method, path: path!, query, body, status, type, reply } });
    response.writeHead(status, { 'content-type': type }).end(reply);
  }
}
