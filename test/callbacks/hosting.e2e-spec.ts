import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { VERSION_NEUTRAL, VersioningType, type INestApplication } from '@nestjs/common';
import { InMemoryCallJournal } from '../../libs/esms-voice/src/index.js';
import { GatewayServer } from '../support/gateway-server.js';
import { ownController, PIPES, PREFIXES, Public, PUBLIC_ONLY, VERSIONINGS, WRAPPINGS } from '../support/hosting.js';
import {
  ADAPTERS,
  DELIVERED,
  WEBHOOK_PATH,
  WebhookHost,
  type AdapterName,
  type WebhookHostOptions,
} from '../support/webhook-host.js';

type Named<T> = readonly [name: string, value: T];

const own = (...decorators: ClassDecorator[]): WebhookHostOptions => ({
  webhook: { path: WEBHOOK_PATH, mount: false },
  controllers: [ownController({ version: VERSION_NEUTRAL }, decorators)],
});
const readyMade = (...decorators: ClassDecorator[]): WebhookHostOptions => ({
  webhook: { path: WEBHOOK_PATH, decorators },
});

const CONTROLLERS: readonly Named<typeof own>[] = [
  ['the ready-made controller', readyMade],
  ['a controller of its own', own],
];
const GUARDS: readonly Named<WebhookHostOptions>[] = [
  ['no guard', {}],
  ['a guard that it is public for', { providers: [PUBLIC_ONLY] }],
];
/** How the gateway meets a host that works. */
const REACHED = { forged: 403, genuine: 200, state: 'delivered' };

let gateway: GatewayServer;
beforeAll(async () => (gateway = await GatewayServer.start()));
afterAll(() => gateway.stop());

interface Encounter {
  readonly path: string;
  /** Status of a forgery, which comes first. */
  readonly forged: number;
  /** Status of a report to the URL that the gateway was given. */
  readonly genuine: number;
  /** What has become of the call. */
  readonly state: string | null;
}

async function encounter(adapter: AdapterName, options: WebhookHostOptions): Promise<Encounter> {
  const host = await WebhookHost.start(adapter, { ...options, restUrl: gateway.url });
  try {
    const { callId } = await host.voice.createOtpCall({ phone: '0901888484', content: '1', requestId: 'r-1' });
    const { pathname: path } = new URL(gateway.bodies.at(-1)!['CallbackUrl'] as string);
    const query = `${DELIVERED.replace('sms-1', callId!)}&phonenumber=0901888484`;
    const { status: forged } = await host.send(`${path.slice(0, -1)}.?${query}`);
    const { status: genuine } = await host.send(`${path}?${query}`);
    return { path, forged, genuine, state: await host.stateOf('r-1') };
  } finally {
    await host.stop();
  }
}

const cross = <A, B>(left: readonly A[], right: readonly B[]): [A, B][] =>
  left.flatMap((a) => right.map((b): [A, B] => [a, b]));

const inOrder =
  (...settings: readonly Named<(app: INestApplication) => void>[]) =>
  (app: INestApplication): void =>
    settings.forEach(([, configure]) => configure(app));

describe.each(ADAPTERS)('a host on %s', (adapter) => {
  describe.each(CONTROLLERS)('with %s', (_, controller) => {
    const routes = cross(PREFIXES, VERSIONINGS).map(([prefix, versions]) => ({ prefix, versions }));

    it.each(routes)(
      'answers the URL that it signed, with $prefix.0 and $versions.0, whatever else is global',
      async ({ prefix, versions }) => {
        for (const [[pipe, wrapping], guard] of cross(cross(PIPES, WRAPPINGS), GUARDS)) {
          const configure = inOrder(prefix, versions, pipe, wrapping);
          const met = await encounter(adapter, { ...controller(Public()), ...guard[1], configure });
          expect({ ...met, with: [pipe[0], wrapping[0], guard[0]] }).toMatchObject(REACHED);
        }
      },
    );

    it.each(WRAPPINGS)('stays behind a global guard that it is not public for, with %s', async (_name, configure) => {
      const met = await encounter(adapter, { ...controller(), providers: [PUBLIC_ONLY], configure });
      expect(met).toMatchObject({ forged: 403, genuine: 403, state: 'accepted' });
    });
  });

  it('answers 503 where its journal fails, with a catch-all filter too', async () => {
    const journal = new InMemoryCallJournal();
    const host = await WebhookHost.start(adapter, { journal, configure: inOrder(WRAPPINGS[1]!) });
    journal.update = () => Promise.reject(new Error('down'));
    const { status, headers } = await host.report('r-1');
    await host.stop();
    expect({ status, retryAfter: headers.get('retry-after') }).toEqual({ status: 503, retryAfter: '5' });
  });

  describe('with a controller of its own in one version', () => {
    const versioned = (path: string, type: 'uri' | 'header'): WebhookHostOptions => ({
      webhook: { path, mount: false },
      controllers: [ownController({ version: '1' })],
      configure: (app) => {
        const uri = { type: VersioningType.URI } as const;
        const header = { type: VersioningType.HEADER, header: 'x-version' } as const;
        app.setGlobalPrefix('api').enableVersioning(type === 'uri' ? uri : header);
      },
    });

    it('answers where the webhook path names the version of the URL', async () => {
      const met = await encounter(adapter, versioned(`v1/${WEBHOOK_PATH}`, 'uri'));
      expect(met).toMatchObject(REACHED);
      expect(met.path).toMatch(/^\/api\/v1\/webhooks\/esms\/1\.k1\.r-1\./);
    });

    it('does not answer where the path leaves the version out: what is signed is the path that was given', async () => {
      const met = await encounter(adapter, versioned(WEBHOOK_PATH, 'uri'));
      expect(met).toMatchObject({ forged: 404, genuine: 404, state: 'accepted' });
    });

    it('does not answer where the version is in a header: the gateway sends none', async () => {
      const met = await encounter(adapter, versioned(WEBHOOK_PATH, 'header'));
      expect(met).toMatchObject({ forged: 404, genuine: 404, state: 'accepted' });
    });
  });
});
