import { GatewayServer } from '../../support/gateway-server.js';
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
    server.answer = (response, _count, { method, url, body }) => {
      const [, host, path, query = ''] = /^\/(rest|voice)([^?]*)\??(.*)$/s.exec(url)!;
      const init = method === 'GET' ? { method } : { method, body };
      void fetch(`${target}${path}${query === '' ? '' : `?${query}`}`, init).then(async (reply) => {
        const [text, type] = [await reply.text(), reply.headers.get('content-type') ?? ''];
        const exchange = { method, path: path!, query, body, status: reply.status, type, reply: text };
        proxy.exchanges.push({ host: host as Host, exchange });
        response.writeHead(reply.status, { 'content-type': type }).end(text);
      });
    };
    return proxy;
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
}
