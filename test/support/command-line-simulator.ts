import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { until } from './until.js';

const START_LIMIT_MS = 60_000;

/** What `simulate --json` prints when it is ready. */
interface Ready {
  readonly url: string;
  readonly restUrl: string;
}

/** A simulator that a command line runs, on a free port. */
export class CommandLineSimulator {
  private constructor(
    private readonly child: ChildProcess,
    readonly ready: Ready,
  ) {}

  /** @param command what comes before `simulate` @param cwd where it is run */
  static async start(command: readonly [string, ...string[]], cwd: string): Promise<CommandLineSimulator> {
    const { PATH, HOME } = process.env;
    const [program, ...args] = command;
    const options = ['simulate', '--port', '0', '--json', '--answer-after', '50'];
    // A group of its own: a runner such as npx does not hand every signal on.
    const child = spawn(program, [...args, ...options], { cwd, env: { PATH, HOME }, detached: true });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (printed += String(chunk)));
    await until(() => printed.includes('\n') || child.exitCode !== null, START_LIMIT_MS);
    if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}: ${printed}`);
    return new CommandLineSimulator(child, JSON.parse(printed) as Ready);
  }

  /** Ends it as Ctrl-C does, and resolves to its exit code. */
  async stop(): Promise<number | null> {
    const { child } = this;
    if (child.exitCode === null) {
      process.kill(-child.pid!, 'SIGINT');
      await once(child, 'close');
    }
    return child.exitCode;
  }
}
