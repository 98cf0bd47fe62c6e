import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';

const START_LIMIT_MS = 60_000;
const KEPT_CHARACTERS = 4_000;

/** A Node.js program that is killed, paused and started again, always with the same arguments and variables. */
export class Program {
  output = '';
  #child = null;

  constructor(name, args, env) {
    this.name = name;
    this.args = args;
    this.env = env;
    // None outlives this process, however it ends by itself.
    process.once('exit', () => this.#child?.kill('SIGKILL'));
  }

  /** Resolves to what it printed, once that matches. */
  async start(pattern = /is ready/) {
    // Not in the root: a `.env` there is the developer's own.
    const options = { cwd: tmpdir(), env: { PATH: process.env.PATH, ...this.env }, stdio: ['ignore', 'pipe', 'pipe'] };
    const child = spawn(process.execPath, this.args, options);
    this.#child = child;
    this.output = '';
    const keep = (chunk) => (this.output = (this.output + chunk).slice(-KEPT_CHARACTERS));
    child.stderr.on('data', keep);
    const until = Date.now() + START_LIMIT_MS;
    return new Promise((resolve, reject) => {
      const check = () => {
        if (pattern.test(this.output)) resolve(this.output);
        else if (child.exitCode !== null || Date.now() > until)
          reject(new Error(`${this.name} did not start:\n${this.output}`));
      };
      child.stdout.on('data', (chunk) => {
        keep(chunk);
        check();
      });
      child.once('close', check);
    });
  }

  get pid() {
    return this.#child.pid;
  }

  /** As a power cut would. */
  kill() {
    return this.#end('SIGKILL');
  }

  stop() {
    return this.#end('SIGTERM');
  }

  pause() {
    this.#child.kill('SIGSTOP');
  }

  goOn() {
    this.#child.kill('SIGCONT');
  }

  async #end(signal) {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const closed = once(child, 'close');
    child.kill(signal);
    await closed;
  }
}
