import { toBareCause } from '../errors/bare-cause.js';
import { EsmsVoiceError } from '../errors/esms-voice.error.js';
import type { Command, Surroundings } from './command.js';
import { COMMANDS, findCommand } from './commands.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { exitCodeOf, explainError } from './explain-error.js';
import { commandHelp, programHelp } from './help.js';
import { Output } from './output.js';
import { parseOptions } from './parse-options.js';
import { SettingsError } from './settings/settings.error.js';
import { UsageError } from './usage.error.js';
import { readVersion } from './version.js';

const HELP = new Set(['--help', 'help', '-h']);
const VERSION = new Set(['--version', 'version', '-v']);

/** Runs the program with these arguments; resolves to its exit code and never rejects. */
export async function run(args: readonly string[], around: Surroundings): Promise<ExitCode> {
  const output = new Output(around, args.includes('--json'));
  const found = findCommand(args);
  if (!found) return withoutCommand(args, output);
  try {
    const command = await COMMANDS[found.name]!.load();
    return await runCommand(found.name, command, found.rest, { output, around });
  } catch (error) {
    return report(error, found.name, output);
  }
}

async function runCommand(
  name: string,
  command: Command,
  args: readonly string[],
  { output, around }: { output: Output; around: Surroundings },
): Promise<ExitCode> {
  const options = parseOptions(command.options, args);
  if (!options.help) return command.run({ options, output, around });
  const help = commandHelp(name, command);
  output.print({ help: help.join('\n') }, help);
  return EXIT.ok;
}

function withoutCommand(args: readonly string[], output: Output): ExitCode {
  if (VERSION.has(args[0] ?? '')) {
    const version = readVersion();
    output.print({ version }, [version]);
    return EXIT.ok;
  }
  const help = programHelp();
  if (args.some((arg) => HELP.has(arg))) {
    output.print({ help: help.join('\n') }, help);
    return EXIT.ok;
  }
  const message = `There are these commands alone: ${Object.keys(COMMANDS).join(', ')}.`;
  output.problem({ error: { code: 'USAGE', message } }, args.length === 0 ? help : [message]);
  return EXIT.usage;
}

function report(error: unknown, name: string, output: Output): ExitCode {
  if (error instanceof UsageError) {
    const lines = [
      ...error.problems.map((problem) => `Wrong usage: ${problem}`),
      `See: nestjs-esms-voice ${name} --help`,
    ];
    output.problem({ error: { code: 'USAGE', message: error.message, problems: error.problems } }, lines);
    return EXIT.usage;
  }
  if (error instanceof SettingsError) {
    const { problems } = error;
    const lines = problems.flatMap(({ setting, message, line }) => [`${setting} ${message}`, `  ${line}`]);
    output.problem({ error: { code: 'SETTINGS', message: error.message, problems } }, lines);
    return EXIT.settings;
  }
  if (error instanceof EsmsVoiceError) {
    output.problem({ error: explainError(error) }, [...error.message.split('\n'), ...hintsOf(error)]);
    return exitCodeOf(error);
  }
  // What somebody else threw may quote a request: its class and code alone are told.
  const { name: kind, code } = toBareCause(error);
  const message = `A bug of this program: ${kind}${code === null ? '' : ` ${code}`}.`;
  output.problem({ error: { code: 'BUG', message } }, [message]);
  return EXIT.bug;
}

const hintsOf = ({ requestId, cause }: EsmsVoiceError): string[] => [
  ...(cause instanceof Error ? [`Cause: ${cause.message}`] : []),
  ...(requestId === null ? [] : [`Request id: ${requestId}`]),
];
