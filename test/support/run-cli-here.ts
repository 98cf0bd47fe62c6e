import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Surroundings } from '../../libs/esms-voice/src/cli/command.js';
import { run } from '../../libs/esms-voice/src/cli/run.js';
import type { CliResult, Printed } from './run-cli.js';

/** Runs the command line in this process; a `terminal` is one that a person types at. */
export async function runCliHere(
  args: readonly string[],
  env: Record<string, string> = {},
  { stdin = '', isTerminal = false } = {},
): Promise<CliResult> {
  const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
  Object.assign(streams.stdin, { isTTY: isTerminal });
  streams.stdin.end(stdin);
  const printed = [text(streams.stdout), text(streams.stderr)];
  const code = await run(args, { ...streams, env } as unknown as Surroundings);
  streams.stdout.end();
  streams.stderr.end();
  const [stdout = '', stderr = ''] = await Promise.all(printed);
  return { code, stdout, stderr, json: () => JSON.parse(stdout) as Printed };
}
