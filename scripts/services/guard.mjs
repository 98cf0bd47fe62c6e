// Runs the servers of one run in a process group of its own, and ends them when the channel to the run closes: however
// that run ended, by SIGKILL too. `node guard.mjs FOLDER`; the folder goes with the servers.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 5_000;
const UNDO_LIMIT_MS = 60_000;
const KEPT_CHARACTERS = 2_000;

const folder = process.argv[2];
const running = new Set();
const undos = [];
let ending = null;

process.on('message', ({ id, start, undo }) => {
  if (start && !ending) startServer(id, start);
  if (undo) undos.push(undo);
});
for (const event of ['disconnect', 'SIGTERM', 'SIGINT', 'SIGHUP']) process.on(event, () => (ending ??= end()));
tell({ ready: true });

function startServer(id, { command, args, user, cwd }) {
  const child = spawn(command, args, { cwd, ...user, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let output = '';
  const keep = (chunk) => (output = (output + chunk).slice(-KEPT_CHARACTERS));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  child.once('error', (error) => keep(error.message));
  child.once('close', (code) => {
    running.delete(child);
    tell({ id, exited: { code, output } });
  });
  tell({ id, pid: child.pid });
}

async function end() {
  await Promise.all([...running].map(stop));
  for (const undo of undos) await runToItsEnd(undo);
  await rm(folder, { recursive: true, force: true });
  process.exit();
}

async function stop(child) {
  const closed = once(child, 'close');
  // On SIGTERM Postgres would wait until its last client has left.
  child.kill('SIGINT');
  await Promise.race([closed, sleep(PATIENCE_MS)]);
  child.kill('SIGKILL');
  await closed;
}

async function runToItsEnd({ command, args, env }) {
  const options = { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit'], timeout: UNDO_LIMIT_MS };
  const child = spawn(command, args, options);
  await once(child, 'close').catch((error) => console.error(error.message));
}

function tell(message) {
  if (process.connected) process.send(message, () => undefined);
}
