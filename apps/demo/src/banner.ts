import { localUrl } from './settings/read-settings.js';
import type { Settings } from './settings/settings.js';

const CALL = '{"phone":"0901888484","code":"686868"}';

/** What the demo prints when it is ready. @param ledgerUrl of the bundled simulator. */
export function banner(settings: Settings, ledgerUrl: string | null): string {
  const url = localUrl(settings.host, settings.port);
  const key = settings.demoApiKey === null ? '' : ' -H "x-api-key: $DEMO_API_KEY"';
  return [
    `nestjs-esms-voice demo is ready: ${url}`,
    ...placeLines(settings),
    '',
    'Place a call, then look at all calls:',
    `  curl -X POST ${url}/calls/otp${key} -H 'content-type: application/json' -d '${CALL}'`,
    `  curl ${url}/calls${key}`,
    ...(ledgerUrl === null ? [] : verifyLines(`${url}/verifications`, key, ledgerUrl)),
    '',
  ].join('\n');
}

/** What a worker prints when it is ready. */
export const workerBanner = (settings: Settings): string =>
  [
    `nestjs-esms-voice worker is ready; its health: ${localUrl(settings.host, settings.port)}/health`,
    ...placeLines(settings),
    '',
  ].join('\n');

/** Whom it calls, and where it keeps what. */
function placeLines(settings: Settings): string[] {
  const { gateway, redisUrl, dispatch, warnings } = settings;
  const redis = redisUrl === null ? null : new URL(redisUrl).host;
  return [
    gateway ? 'Gateway: live. Calls ring phones and cost money.' : 'Gateway: the bundled simulator. No phone rings.',
    `Journal: ${journalOf(settings)}`,
    redis === null ? 'Verifications: in memory. They are forgotten at exit.' : `Verifications: Redis at ${redis}.`,
    redis === null
      ? 'Dispatch: in memory. Calls that wait are lost at exit.'
      : `Dispatch: BullMQ on Redis at ${redis}.${dispatch.work ? '' : ' This process places no calls that wait; workers do.'}`,
    ...warnings.map((warning) => `Warning: ${warning}`),
  ];
}

/** The URL holds a password; the name of the place does not. */
function journalOf({ databaseUrl, redisUrl }: Settings): string {
  if (databaseUrl !== null) {
    const { host, pathname } = new URL(databaseUrl);
    return `Postgres at ${host}${pathname}.`;
  }
  if (redisUrl === null) return 'in memory. Calls are forgotten at exit.';
  return `Redis at ${new URL(redisUrl).host}. Calls are forgotten 30 days after they have ended.`;
}

const verifyLines = (url: string, key: string, ledgerUrl: string): string[] => [
  'Verify a number, read what was spoken, and give the code back:',
  `  curl -X POST ${url}${key} -H 'content-type: application/json' -d '{"phone":"0901888485"}'`,
  `  curl ${ledgerUrl}`,
  `  curl -X POST ${url}/ID/check${key} -H 'content-type: application/json' -d '{"code":"CODE"}'`,
];
