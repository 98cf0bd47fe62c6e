import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { PROGRAM } from '../../support/run-cli.js';
import { until } from '../../support/until.js';
import { ROOT } from './root.js';

/** The program of the tarball, without the registry that `npx` would ask. */
const NPX = `npx() { [ "$1" = nestjs-esms-voice ] || return 127; shift; ${process.execPath} ${PROGRAM} "$@"; }`;
const LIMIT_MS = 30_000;
const ENDED = /\nended (\d+)\n$/;

/** A shell that a reader of a page types into, from top to bottom; what one command exports is there for the next. */
export class ShellSession {
  private output = '';
  private servers = 0;

  private constructor(
    private readonly shell: ChildProcess,
    private readonly folder: string,
  ) {
    const keep = (chunk: Buffer) => (this.output += chunk.toString());
    shell.stdout!.on('data', keep);
    shell.stderr!.on('data', keep);
    shell.stdin!.write(`${NPX}\n`);
  }

  static async start(env: Readonly<Record<string, string>>): Promise<ShellSession> {
    const folder = await mkdtemp(join(tmpdir(), 'esms-docs-'));
    const { PATH, HOME } = process.env;
    // A group of its own, so that its end is the end of all that it started.
    return new ShellSession(spawn('bash', { cwd: ROOT, env: { PATH, HOME, ...env }, detached: true }), folder);
  }

  /** Runs a command to its end; resolves to what it printed, and rejects where it fails. */
  async run(command: string): Promise<string> {
    this.output = '';
    this.shell.stdin!.write(`{ ${command}\n} </dev/null\nprintf '\\nended %d\\n' $?\n`);
    await until(() => ENDED.test(this.output) || this.shell.exitCode !== null, LIMIT_MS);
    const [, code] = ENDED.exec(this.output) ?? [];
    if (code !== '0') throw new Error(`\`${command}\` ended with ${code}:\n${this.output}`);
    return this.output.replace(ENDED, '');
  }

  /** Starts a command that serves, in another terminal as it were; resolves once it printed that it is ready. */
  async serve(command: string, ready: RegExp): Promise<void> {
    const printed = join(this.folder, `server-${++this.servers}`);
    this.shell.stdin!.write(`: >${printed}; { ${command}\n} </dev/null >${printed} 2>&1 &\n`);
    const text = (): Promise<string> => readFile(printed, 'utf8').catch(() => '');
    const isReady = await until(async () => ready.test(await text()), LIMIT_MS).then(
      () => true,
      () => false,
    );
    if (!isReady) throw new Error(`\`${command}\` did not print ${String(ready)}:\n${await text()}`);
  }

  async end(): Promise<void> {
    const closed = once(this.shell, 'close');
    process.kill(-this.shell.pid!, 'SIGTERM');
    this.shell.stdin!.end();
    await closed;
    await rm(this.folder, { recursive: true, force: true });
  }
}
