import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A child process of a test, and all that it has printed on both streams. */
export class RunningProcess {
  output = '';

  private constructor(private readonly child: ChildProcess) {
    const keep = (chunk: Buffer) => (this.output += chunk.toString());
    child.stdout!.on('data', keep);
    child.stderr!.on('data', keep);
  }

  /** Starts a Node.js program from the root with these variables in place of the test's own ESMS ones. */
  static start(args: readonly string[], env: Record<string, string>): RunningProcess {
    const { PATH, HOME } = process.env;
    return new RunningProcess(spawn(process.execPath, args, { cwd: root, env: { PATH, HOME, ...env } }));
  }

  /** Resolves once the pattern was printed; rejects when the process ends or the time is over. */
  async printed(pattern: RegExp, timeoutMs = 60_000): Promise<void> {
    const until = Date.now() + timeoutMs;
    while (!pattern.test(this.output)) {
      if (this.child.exitCode !== null || Date.now() > until) {
        throw new Error(`${String(pattern)} was not printed:\n${this.output}`);
      }
      await sleep(50);
    }
  }

  /** Resolves to the exit code. */
  async ended(): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'close');
    return this.child.exitCode;
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended();
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** Asks it to stop, as an operator would. */
  async stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return this.ended();
  }
}
