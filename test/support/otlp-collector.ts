import { GatewayServer } from './gateway-server.js';

/** Takes what OpenTelemetry sends, and keeps it as it came. */
export class OtlpCollector {
  private constructor(private readonly server: GatewayServer) {}

  static async start(): Promise<OtlpCollector> {
    return new OtlpCollector(await GatewayServer.start((response) => void response.end()));
  }

  get url(): string {
    return this.server.url;
  }

  get received(): { path: string; body: Buffer }[] {
    return this.server.requests.map(({ url, bytes }) => ({ path: url, body: bytes }));
  }

  /** All that was sent to this path, as text: names and values stand in it as they are. */
  sentTo(path: string): string {
    return this.received
      .filter((each) => each.path === path)
      .map(({ body }) => body.toString('latin1'))
      .join('');
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
}
