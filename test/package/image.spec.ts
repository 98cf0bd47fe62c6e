import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const copied = [...readFileSync(join(ROOT, 'Dockerfile'), 'utf8').matchAll(/^COPY --from=build \/app\/(\S+) /gm)].map(
  ([, path]) => path!,
);

/** Where Node.js finds a package from this folder, as a path from the root. */
function findPackage(name: string, from: string): string {
  const found = join(from, 'node_modules', name);
  return existsSync(found) ? relative(ROOT, found) : findPackage(name, dirname(from));
}

it.each(['apps/demo', 'libs/esms-voice'])('the image has every package that %s needs', (workspace) => {
  const folder = join(ROOT, workspace);
  const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { dependencies: object };
  const found = Object.keys(dependencies).map((name) => findPackage(name, folder));
  expect(found.filter((path) => !copied.some((each) => path.startsWith(`${each}/`)))).toEqual([]);
});
