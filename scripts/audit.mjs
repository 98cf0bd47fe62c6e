import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { judge } from './lib/audit-verdict.mjs';
import { fromRoot, root } from './lib/paths.mjs';

// `npm audit` of what is installed in production: high and above fails, but for what audit-allow.json excuses.
const allowed = JSON.parse(await readFile(fromRoot('audit-allow.json'), 'utf8'));
const output = await new Promise((resolve) => {
  const options = { cwd: root, maxBuffer: 64 * 1024 * 1024, timeout: 60_000 };
  execFile('npm', ['audit', '--omit=dev', '--json'], options, (_error, stdout) => resolve(stdout));
});

const { isGood, lines } = judge(output, allowed, new Date());
for (const line of lines) console.log(line);
if (!isGood) process.exitCode = 1;
