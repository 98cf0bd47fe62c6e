import { createGatewayHttpService, type GatewayHttpService } from '../../libs/esms-voice/src/gateway/http-service.js';
import { GatewayClient } from '../../libs/esms-voice/src/gateway/gateway-client.js';
import { GatewayQuestions } from '../../libs/esms-voice/src/gateway/gateway-questions.js';
import { answerCode, GatewayServer, type AnswerRequest } from './gateway-server.js';

/** Where a question goes: each host's status function, the list, the numbers of a call. */
type Desk = 'rest' | 'voice' | 'list' | 'receivers';

const DESKS: readonly (readonly [Desk, string])[] = [
  ['rest', '/rest/GetSendStatus'],
  ['voice', '/voice/GetSendStatus'],
  ['list', '/rest/GetSmsSentData_V2'],
  ['receivers', '/rest/GetSmsReceiverStatus_get'],
];

/** A real server that answers questions desk by desk, and the questions that are put to it. It knows no call at first. */
export class AskedGateway {
  readonly answers: Record<Desk, AnswerRequest> = {
    rest: answerCode('105'),
    voice: answerCode('105'),
    list: answerCode('105'),
    receivers: answerCode('105'),
  };
  /** What was asked, in order, such as `rest sms-1` and `list 2`. */
  readonly asked: string[] = [];

  private constructor(
    readonly server: GatewayServer,
    private readonly transport: GatewayHttpService,
    readonly client: GatewayClient,
    readonly questions: GatewayQuestions,
  ) {
    const counts = new Map<Desk, number>();
    server.answer = (response, _, request) => {
      const [path, query] = request.url.split('?');
      const desk = DESKS.find(([, its]) => its === path)![0];
      const params = new URLSearchParams(query);
      const about = params.get('RefId') ?? params.get('ReferenceId') ?? pageOf(request.body);
      this.asked.push(`${desk} ${about}`);
      counts.set(desk, (counts.get(desk) ?? 0) + 1);
      this.answers[desk](response, counts.get(desk)!, request);
    };
  }

  static async start(timeoutMs = 1_000): Promise<AskedGateway> {
    const server = await GatewayServer.start();
    const transport = createGatewayHttpService({
      kind: 'undici',
      timeoutMs,
      connectTimeoutMs: timeoutMs,
      connections: 20,
      dispatcher: null,
    });
    const client = new GatewayClient(transport.http, timeoutMs);
    const hosts = { restUrl: `${server.url}/rest`, voiceUrl: `${server.url}/voice` };
    const keys = { apiKey: 'canary-api-key', secretKey: 'canary-secret-key' };
    return new AskedGateway(server, transport, client, new GatewayQuestions(client, hosts, keys));
  }

  async stop(): Promise<void> {
    await this.transport.close();
    await this.server.stop();
  }
}

const pageOf = (body: string): string => String((JSON.parse(body) as { Page?: number }).Page);
