import { buildConsole } from './build-console.mjs';
import { withLock } from './lock.mjs';
import { buildLibrary } from './package/build-library.mjs';
import { fromRoot } from './paths.mjs';
import { runNode } from './run.mjs';

/** Builds what is stale: the library as it is packed, the demo and its console. Two processes may call it at once. */
export function build() {
  return withLock(fromRoot('.cache', 'build.lock'), async () => {
    const builds = [
      runNode([fromRoot('node_modules/typescript/bin/tsc'), '--build', 'tsconfig.build.json']),
      buildConsole(),
    ];
    const codes = await Promise.all(builds);
    if (codes.some((code) => code !== 0)) throw new Error('The build failed; what failed says why above.');
    await buildLibrary();
  });
}
