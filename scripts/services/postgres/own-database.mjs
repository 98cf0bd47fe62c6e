import { randomBytes } from 'node:crypto';
import { fromRoot } from '../../lib/paths.mjs';
import { askPostgres } from './question.mjs';

/** Makes a database of this run in a server that others use as well; it is dropped when the run is over. */
export async function ownDatabase(url, guarded) {
  const name = `esms_voice_test_${randomBytes(6).toString('hex')}`;
  const drop = { DROP_ON: url, DROP_NAME: name };
  guarded.undoWith(process.execPath, [fromRoot('scripts/services/postgres/drop-database.mjs')], drop);
  await askPostgres(url, (client) => client.query(`CREATE DATABASE ${name}`));
  const own = new URL(url);
  own.pathname = `/${name}`;
  return own.href;
}
