import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The built command line, as `npx nestjs-esms-voice` runs it. */
export const PROGRAM = fileURLToPath(new URL('../../libs/esms-voice/dist/esm/cli.js', import.meta.url));
const LIMIT_MS = 60_000;

/** All that a command prints for machines; each prints some of it. */
export interface Printed {
  readonly ok: boolean;
  readonly causes: readonly string[];
  readonly checks: readonly { readonly check: string; readonly verdict: string; readonly message: string }[];
  readonly error: { readonly message: string };
  readonly sent: readonly { readonly answered: number }[];
  readonly key: string;
  readonly callId: string;
  readonly requestId: string;
  readonly url: string;
}

/** How the command line ended. */
export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The one line of JSON that it printed. */
  readonly json: () => Printed;
}

/** A command line under way. */
export interface RunningCli {
  readonly stdout: () => string;
  readonly ended: Promise<CliResult>;
  readonly stop: () => Promise<CliResult>;
}

/** Starts the built command line with these variables alone. */
export function startCli(args: readonly string[], env: NodeJS.ProcessEnv = {}, stdin = ''): RunningCli {
  const { PATH } = process.env;
  const child = spawn(process.execPath, [PROGRAM, ...args], { env: { PATH, ...env }, timeout: LIMIT_MS });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  // It may end before it reads anything.
  child.stdin.on('error', () => undefined);
  child.stdin.end(stdin);
  const ended = once(child, 'close').then(([code]) => ({
    code: code as number | null,
    stdout,
    stderr,
    json: () => JSON.parse(stdout) as Printed,
  }));
  const stop = (): Promise<CliResult> => {
    child.kill('SIGTERM');
    return ended;
  };
  return { stdout: () => stdout, ended, stop };
}

/** Runs the built command line to its end. */
export const runCli = (args: readonly string[], env: NodeJS.ProcessEnv = {}, stdin = ''): Promise<CliResult> =>
  startCli(args, env, stdin).ended;
