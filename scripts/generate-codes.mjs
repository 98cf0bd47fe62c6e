import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { httpStatusOfCode } from './lib/http-status-of-code.mjs';
import { fromRoot } from './lib/paths.mjs';

const dataFile = 'libs/esms-voice/codes/gateway-codes.json';
const origin = `Generated from ${dataFile} by \`npm run codes\`; do not edit.`;
const outputs = {
  'libs/esms-voice/src/gateway/gateway-codes.generated.ts': typescriptOf,
  'docs/codes.md': markdownOf,
};

const codes = await readCodes();
const stale = [];
for (const [file, render] of Object.entries(outputs)) {
  const text = await formatted(file, render(codes));
  if ((await readFile(fromRoot(file), 'utf8').catch(ifMissing)) !== text) stale.push({ file, text });
}

if (process.argv.includes('--check')) {
  if (stale.length > 0) {
    console.error(`Stale, run \`npm run codes\`: ${stale.map(({ file }) => file).join(', ')}`);
    process.exitCode = 1;
  }
} else {
  for (const { file, text } of stale) {
    await mkdir(dirname(fromRoot(file)), { recursive: true });
    await writeFile(fromRoot(file), text);
    console.log(`Written: ${file}`);
  }
}

async function readCodes() {
  const rows = JSON.parse(await readFile(fromRoot(dataFile), 'utf8'));
  const seen = new Set();
  for (const { code } of rows) {
    if (!/^[1-9]\d*$/.test(code)) throw new Error(`${dataFile}: ${JSON.stringify(code)} is not a code`);
    if (seen.has(code)) throw new Error(`${dataFile}: code ${code} stands there twice`);
    seen.add(code);
  }
  return rows.toSorted((a, b) => a.code - b.code);
}

function typescriptOf(rows) {
  const entries = rows.map(({ code, meaning, advice, voice }) => {
    const lines = [`meaning: ${textOf(meaning)}`, `advice: ${textOf(advice)}`, `voice: ${voice}`];
    return `'${code}': {\n${lines.join(',\n')},\n},`;
  });
  return `// ${origin}
import type { GatewayCodeText } from './gateway-code-text.js';

export const GATEWAY_CODES = {
${entries.join('\n')}
} as const satisfies Record<string, GatewayCodeText>;
`;
}

function textOf({ en, vi }) {
  return `{\nen: ${JSON.stringify(en)},\nvi: ${JSON.stringify(vi)},\n}`;
}

function markdownOf(rows) {
  const table = [
    ['Code', 'Voice', 'HTTP', 'Meaning', 'What to do', 'Ý nghĩa'],
    ['--:', '---', '--:', '---', '---', '---'],
    ...rows.map(({ code, voice, legacy, meaning, advice }) => [
      code,
      voice ? 'yes' : legacy ? 'no (legacy)' : 'no',
      String(httpStatusOfCode(code) ?? '–'),
      meaning.en,
      advice.en,
      meaning.vi,
    ]),
  ];
  return `<!-- ${origin} -->

# Gateway codes

The codes that eSMS answers with. _Voice_: whether a voice call can meet it. _Legacy_: gone from the published tables.

_HTTP_ is the status that the library answers with when the code ends a call and no attempt ended unknown. A dash: the code is no
error of a call. 124 is 409 when the id is a duplicate, 503 when a refused attempt of the same call had used the id up. 160 is 503
once attempts or time have run out. After an attempt that ended unknown, 124 means accepted unless another attempt was refused, and
any other refusal leaves the call unknown: 504.
A code that is not in this table is kept as it came, and answers 502.

${table.map((cells) => `| ${cells.map(escaped).join(' | ')} |`).join('\n')}
`;
}

function escaped(cell) {
  return cell.replaceAll('|', '\\|');
}

async function formatted(file, text) {
  const path = fromRoot(file);
  return format(text, { ...(await resolveConfig(path, { editorconfig: true })), filepath: path });
}

function ifMissing(error) {
  if (error.code !== 'ENOENT') throw error;
}
