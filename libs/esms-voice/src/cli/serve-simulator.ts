import { EsmsSimulator, type EsmsSimulatorOptions } from '../testing/simulator/index.js';

/** Where to listen, as environment variables say it. */
export interface ListeningPlace {
  readonly PORT?: string | undefined;
  readonly HOST?: string | undefined;
}

/** What the parts of a place are called where they were given. */
export type PlaceNames = Readonly<Record<keyof ListeningPlace, string>>;

const VARIABLES: PlaceNames = { PORT: 'PORT', HOST: 'HOST' };
const HOST_NAME = /^[a-z0-9.:-]+$/i;

/** What is wrong with the place; empty where nothing is. */
export function placeProblems({ PORT = '4010', HOST = '127.0.0.1' }: ListeningPlace, names = VARIABLES): string[] {
  const problems: string[] = [];
  if (!/^\d{1,5}$/.test(PORT) || Number(PORT) > 65_535)
    problems.push(`${names.PORT} must be an integer from 0 to 65535`);
  if (!HOST_NAME.test(HOST)) problems.push(`${names.HOST} must be a host name or an IP address`);
  return problems;
}

/** Starts the simulator at a place that has no problems. @throws the error of listening */
export const serveSimulator = (
  { PORT = '4010', HOST = '127.0.0.1' }: ListeningPlace,
  options: EsmsSimulatorOptions = {},
): Promise<EsmsSimulator> => EsmsSimulator.start({ ...options, port: Number(PORT), host: HOST });

/** What to tell who started it. */
export function announcement({ url, restUrl, apiKey, secretKey }: EsmsSimulator): string[] {
  const call = { ApiKey: apiKey, SecretKey: secretKey, Content: '686868', Phone: '0901888484', SmsType: '8' };
  const target = `${restUrl}/SendMultipleMessage_V4_post_json/`;
  return [
    `eSMS simulator ready at ${restUrl}; its ledger: ${url}/_simulator/calls`,
    `Place a call: curl -s ${target} -d '${JSON.stringify(call)}'`,
  ];
}

/** Why it does not listen. Only the code of a system error: its message repeats itself over several lines' worth. */
export function whyNotListening(error: unknown, names = VARIABLES): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return `the port is taken; choose another one with ${names.PORT}`;
  return code === undefined ? message : `${names.HOST} or ${names.PORT} cannot be listened on (${code})`;
}
