import { until } from '../../support/until.js';
import { untilListening } from '../../support/until-listening.js';
import { CANNOT, ELSEWHERE, PRINTS, SERVERS, type Server } from './fates.js';
import type { ShellSession } from './shell-session.js';

/** Free ports that stand for those that the pages name. */
export type Ports = Readonly<Record<'3000' | '4010', number>>;

const WAIT_MS = 10_000;

/** Does with a command of a page what is to be done with it: run it, start it, or leave it to the test that does. */
export async function typeCommand(session: ShellSession, command: string, ports: Ports): Promise<void> {
  if (Object.hasOwn(ELSEWHERE, command) || Object.hasOwn(CANNOT, command)) return;
  const server = SERVERS[command];
  if (server) await serve(session, server, ports);
  else await runToEnd(session, command, withPorts(command, ports));
}

async function serve(session: ShellSession, { as, ready }: Server, ports: Ports): Promise<void> {
  await session.serve(withPorts(as, ports), ready);
  for (const [name, port] of Object.entries(ports)) if (as.includes(name)) await untilListening(port);
}

async function runToEnd(session: ShellSession, command: string, typed: string): Promise<void> {
  const [, expected = /(?:)/] = PRINTS.find(([pattern]) => pattern.test(command)) ?? [];
  let printed = await session.run(typed);
  if (isQuestion(command))
    await until(async () => expected.test((printed = await session.run(typed))), WAIT_MS).catch(() => null);
  if (!expected.test(printed)) throw new Error(`\`${command}\` did not print ${String(expected)}:\n${printed}`);
}

const isQuestion = (command: string): boolean => /^curl (?!-X POST)|esms-voice status/.test(command);

const withPorts = (command: string, ports: Ports): string =>
  command.replace(/\b(3000|4010)\b/g, (port) => String(ports[port as keyof Ports]));
