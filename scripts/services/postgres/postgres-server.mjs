import { chown, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UnavailableError } from '../unavailable.error.mjs';
import { unprivilegedUser } from '../machine/unprivileged-user.mjs';
import { startOnFreePort } from '../private-server.mjs';
import { versionOf } from './question.mjs';

const LIMIT_MS = 30_000;
/** All is forgotten at the end, so nothing need be safe from a power cut. */
const FORGETFUL = ['fsync', 'synchronous_commit', 'full_page_writes'].flatMap((name) => ['-c', `${name}=off`]);

/** Starts a Postgres of our own, which refuses to be run by root, in an empty folder; resolves to its URL. */
export async function startPostgresServer(guarded, program, password) {
  const user = await unprivilegedUser('postgres');
  const cwd = await guarded.makeFolder('postgres', user);
  const data = join(cwd, 'data');
  await initialisePostgres(guarded, { initdb: join(dirname(program), 'initdb'), user, cwd, data, password });
  const urlAt = (port) => `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  const ownPort = await startOnFreePort({
    limitMs: LIMIT_MS,
    start: (port) => guarded.start(program, [...argumentsFor(data, port), ...FORGETFUL], { user, cwd }),
    // Only our own lets this password in.
    checkReady: (port) => versionOf(urlAt(port)),
  });
  return urlAt(ownPort);
}

/** Makes an empty database cluster in `data`, of the user postgres and this password. */
export async function initialisePostgres(guarded, { initdb, user, cwd, data, password }) {
  const passwordFile = join(cwd, 'password');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user) await chown(passwordFile, user.uid, user.gid);
  const rules = ['--username', 'postgres', '--auth', 'scram-sha-256', '--pwfile', passwordFile];
  const args = ['--pgdata', data, '--encoding', 'UTF8', '--locale', 'C', '--no-sync', ...rules];
  const { exited } = await guarded.start(initdb, args, { user, cwd });
  const { code, output } = await exited;
  if (code !== 0) throw new UnavailableError(`initdb failed: ${output.trim().split('\n').at(-1)}`);
}

const argumentsFor = (data, port) => ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', ''];
