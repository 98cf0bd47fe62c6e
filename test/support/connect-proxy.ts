import { createServer, request, type Server } from 'node:http';
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';

/** An HTTP proxy that tunnels (as undici asks it to) or forwards (as plain axios does), and counts both. */
export class ConnectProxy {
  readonly targets: string[] = [];
  forwarded = 0;

  private constructor(private readonly server: Server) {
    server.on('request', (incoming, outgoing) => {
      this.forwarded += 1;
      const { method = 'GET', headers } = incoming;
      const upstream = request(incoming.url!, { method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(outgoing);
      });
      incoming.pipe(upstream);
    });
    server.on('connect', (asked, client, head) => {
      this.targets.push(asked.url!);
      const [host, port] = asked.url!.split(':');
      const upstream = connect(Number(port), host, () => {
        client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        upstream.write(head);
        upstream.pipe(client).pipe(upstream);
      });
      upstream.on('error', () => client.destroy());
      client.on('error', () => upstream.destroy());
    });
  }

  static async start(): Promise<ConnectProxy> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new ConnectProxy(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
