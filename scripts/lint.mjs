import { fromRoot } from './lib/paths.mjs';
import { runNode } from './lib/run.mjs';

const bin = (path) => fromRoot('node_modules', path);

const CHECKS = [
  ['formatter', [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']],
  ['types', [bin('typescript/bin/tsc'), '--project', 'tsconfig.json']],
  ['types of the console', [bin('typescript/bin/tsc'), '--project', 'apps/console/tsconfig.json']],
  ['oxlint', [bin('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings']],
  [
    'dependency rules',
    [
      bin('dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      '.dependency-cruiser.cjs',
      'libs',
      'apps',
      'examples',
    ],
  ],
  ['unused exports', [bin('knip/bin/knip.js'), '--no-progress']],
];

const failed = [];
for (const [name, args] of CHECKS) {
  console.log('-', name);
  if ((await runNode(args)) !== 0) failed.push(name);
}
if (failed.length > 0) {
  console.error(`Lint failed: ${failed.join(', ')}.`);
  process.exitCode = 1;
}
