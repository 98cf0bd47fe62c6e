import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { findProgram } from '../machine/commands.mjs';
import { startWithDocker } from '../machine/docker.mjs';
import { ownDatabase } from './own-database.mjs';
import { startPostgresServer } from './postgres-server.mjs';
import { versionOf } from './question.mjs';

const DEBIAN_FOLDER = '/usr/lib/postgresql';

/** One Postgres. In a server that others use as well, tests get a database of their own. */
export const postgres = {
  title: 'Postgres',
  variable: 'TEST_DATABASE_URL',
  local: 'postgres://postgres@127.0.0.1:5432/postgres',
  programName: 'postgres',
  aptPackage: 'postgresql',

  findProgram: () => findProgram('postgres', debianFolders()) ?? findProgram('postgres'),
  versionAt: versionOf,
  placeOf: (url) => new URL(url).host + new URL(url).pathname,
  shareOf: ownDatabase,
  startPrivate: (guarded, program) => startPostgresServer(guarded, program, newPassword()),

  async startInDocker(guarded) {
    const password = newPassword();
    const publishedAt = await startWithDocker(guarded, 'postgres', { POSTGRES_PASSWORD: password });
    return `postgres://postgres:${password}@${await publishedAt(5432)}/postgres`;
  },
};

const newPassword = () => randomBytes(16).toString('hex');

/** Debian keeps each version in a folder of its own; the newest comes first. */
function debianFolders() {
  if (!existsSync(DEBIAN_FOLDER)) return [];
  const newestFirst = readdirSync(DEBIAN_FOLDER).toSorted((a, b) => Number(b) - Number(a));
  return newestFirst.map((version) => `${DEBIAN_FOLDER}/${version}/bin`);
}
