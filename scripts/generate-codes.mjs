import { readFile } from 'node:fs/promises';
import { writeGenerated } from './lib/generated-files.mjs';
import { httpStatusOfCode } from './lib/http-status-of-code.mjs';
import { fromRoot } from './lib/paths.mjs';

const dataFile = 'libs/esms-voice/codes/gateway-codes.json';
const origin = `Generated from ${dataFile} by \`npm run codes\`; do not edit.`;

const codes = await readCodes();
await writeGenerated(
  {
    'libs/esms-voice/src/gateway/gateway-codes.generated.ts': typescriptOf(codes),
    'docs/codes.md': markdownOf(codes),
  },
  'npm run codes',
);

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
