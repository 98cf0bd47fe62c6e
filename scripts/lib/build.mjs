import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { buildConsole } from './build-console.mjs';
import { fromRoot } from './paths.mjs';
import { withLock } from './lock.mjs';
import { runNode } from './run.mjs';

/** Builds what is stale: the library as ESM and as CommonJS, the demo and its console. Two processes may call it at once. */
export function build() {
  return withLock(fromRoot('.cache', 'build.lock'), async () => {
    const builds = [
      runNode([fromRoot('node_modules/typescript/bin/tsc'), '--build', 'tsconfig.build.json']),
      buildConsole(),
    ];
    const codes = await Promise.all(builds);
    if (codes.some((code) => code !== 0)) throw new Error('The build failed; what failed says why above.');
    await markAsCommonJs(fromRoot('libs/esms-voice/dist/cjs'));
    for (const file of ['README.md', 'LICENSE']) await copyFile(fromRoot(file), fromRoot('libs/esms-voice', file));
  });
}

async function markAsCommonJs(folder) {
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/package.json`, '{ "type": "commonjs" }\n');
}
