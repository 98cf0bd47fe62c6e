import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { fromRoot } from './paths.mjs';
import { withLock } from './lock.mjs';
import { runNode } from './run.mjs';

/** Compiles what is stale: the library as ESM and as CommonJS, and the demo. Two processes may call it at once. */
export function build() {
  return withLock(fromRoot('.cache', 'build.lock'), async () => {
    const code = await runNode([fromRoot('node_modules/typescript/bin/tsc'), '--build', 'tsconfig.build.json']);
    if (code !== 0) throw new Error('The build failed; the compiler says why above.');
    await markAsCommonJs(fromRoot('libs/esms-voice/dist/cjs'));
    for (const file of ['README.md', 'LICENSE']) await copyFile(fromRoot(file), fromRoot('libs/esms-voice', file));
  });
}

async function markAsCommonJs(folder) {
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/package.json`, '{ "type": "commonjs" }\n');
}
