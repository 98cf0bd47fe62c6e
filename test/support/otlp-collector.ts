import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Takes what OpenTelemetry sends, and keeps it as it came. */
export class OtlpCollector {
  readonly received: { path: string; body: Buffer }[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<OtlpCollector> {
    const server = createServer();
    const collector = new OtlpCollector(server);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        collector.received.push({ path: request.url!, body: Buffer.concat(chunks) });
        response.end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return collector;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** All that was sent to this path, as text: names and values stand in it as they are. */
  sentTo(path: string): string {
    return this.received
      .filter((each) => each.path === path)
      .map(({ body }) => body.toString('latin1'))
      .join('');
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
