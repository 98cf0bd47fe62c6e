import type { Command } from './command.js';
import { COMMANDS } from './commands.js';
import { EXIT_MEANINGS } from './exit-code.js';
import { COMMON_OPTIONS, type OptionSpec } from './option-specs.js';

const PROGRAM = 'nestjs-esms-voice';

/** The help of the whole program. */
export function programHelp(): string[] {
  return [
    `Usage: ${PROGRAM} <command> [options]      (installed: esms-voice <command>)`,
    '',
    'Voice OTP calls through eSMS.vn, from the command line. Keys are read from the environment alone.',
    '',
    'Commands:',
    ...table(Object.entries(COMMANDS).map(([name, { summary }]) => [name, summary])),
    '',
    `Help on one of them: ${PROGRAM} <command> --help`,
    `Which version this is: ${PROGRAM} --version`,
    '',
    ...exitCodes(),
  ];
}

/** The help of one command. */
export function commandHelp(name: string, { about, reads = [], options }: Command): string[] {
  const required = Object.entries(options).filter(([, { isRequired }]) => isRequired);
  const usage = [PROGRAM, name, ...required.map(([option, spec]) => asTyped(option, spec)), '[options]'];
  return [
    `Usage: ${usage.join(' ')}`,
    '',
    ...about,
    '',
    'Options:',
    ...table(
      Object.entries({ ...options, ...COMMON_OPTIONS }).map(([option, spec]) => [asTyped(option, spec), spec.about]),
    ),
    ...(reads.length > 0 ? ['', `Environment: ${reads.join(', ')}`] : []),
    '',
    ...exitCodes(),
  ];
}

const asTyped = (name: string, { value, short }: OptionSpec): string =>
  `${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`;

const exitCodes = (): string[] => ['Exit codes:', ...table(Object.entries(EXIT_MEANINGS))];

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
