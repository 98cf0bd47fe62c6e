import { readFile } from 'node:fs/promises';
import { fromRoot } from '../paths.mjs';

export const LIBRARY = fromRoot('libs/esms-voice');
export const MODULES = fromRoot('libs/esms-voice/build');

/** The library's package.json. */
export const readManifest = async () => JSON.parse(await readFile(`${LIBRARY}/package.json`, 'utf8'));

/**
 * Each name that a user imports, as `exports` lists them, and the module that stands behind it: `{ redis: '…/build/redis/index' }`; what
 * has a string there is a file of data.
 * @param {{ exports: Record<string, unknown> }} manifest
 */
export function entriesOf({ exports }) {
  const paths = Object.keys(exports).filter((path) => typeof exports[path] === 'object');
  return Object.fromEntries(
    paths.map((path) =>
      path === '.' ? ['index', `${MODULES}/index`] : [path.slice(2), `${MODULES}/${path.slice(2)}/index`],
    ),
  );
}
