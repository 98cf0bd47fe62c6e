import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { fromRoot } from '../../scripts/lib/paths.mjs';
import { callbackSection } from './callback-section.mjs';
import { markdownTable } from './markdown.mjs';
import { dispatchSection } from './dispatch-section.mjs';
import { telemetrySection } from './telemetry-section.mjs';
import { verificationSection } from './verification-section.mjs';
import { levelRows, ratioRows } from './table.mjs';

/** Writes docs/performance.md and its plot. */
export async function writePerformancePage(result) {
  const page = [
    '# Performance',
    '',
    'Both sides of a ratio run in turn in one run, A B A B …, 15 pairs, each in a process of its own pinned to one core;',
    'the ratio is taken pair by pair. Made by `npm run bench -- --write` on Node.js ' +
      `${process.versions.node}, ${cpus().length} cores, ${new Date().toISOString().slice(0, 10)}; the machine is shared: read the ratios.`,
    '',
    ...callSection(result),
    ...callbackSection(result),
    ...verificationSection(result),
    ...dispatchSection(result),
    ...telemetrySection(result),
  ];
  await writeFile(fromRoot('docs/performance.md'), page.join('\n'));
  await writeFile(fromRoot('docs/performance.svg'), plot(result.figures.levels));
}

const callSection = (result) => [
  '## Placing a call',
  '',
  'Every call with everything on: validation, journal, keyed hashes, signed callback URL, gate, breaker, events. 3,000',
  'calls a side and pair, against one HTTP server that answers at once.',
  '',
  ...markdownTable(['ratio', 'median', 'quartiles'], ratioRows(result)),
  '',
  ...markdownTable(
    ['in flight', 'CPU µs a call, ours / HttpService', 'ratio', 'calls/s, ours / HttpService', 'ratio'],
    levelRows(result),
  ),
  '',
  '![CPU a call by calls in flight](performance.svg)',
  '',
  `Added over the bare undici pool at 1 in flight: ${result.figures.addedMsAt1VsUndici} ms (median).`,
  `Memory: ${result.figures.rssMbAfterWarmUp} MB after warm-up, ${result.figures.rssGrowthMb} MB more after another 200,000 calls.`,
  '',
];

const WIDTH = 640;
const HEIGHT = 300;
const BAR = 44;

/** Pairs of bars: CPU a call of ours beside HttpService's, for each number in flight. */
function plot(levels) {
  const entries = Object.entries(levels);
  const highest = Math.max(...entries.flatMap(([, { cpuUs }]) => [cpuUs.a, cpuUs.b]));
  const scale = (HEIGHT - 80) / highest;
  const bars = entries.map(([inFlight, { cpuUs }], i) => {
    const x = 70 + i * 140;
    const bar = (value, offset, fill) =>
      `<rect x="${x + offset}" y="${HEIGHT - 40 - value * scale}" width="${BAR}" height="${value * scale}" fill="${fill}"/>` +
      `<text x="${x + offset + BAR / 2}" y="${HEIGHT - 46 - value * scale}" text-anchor="middle">${Math.round(value)}</text>`;
    const label = `<text x="${x + BAR}" y="${HEIGHT - 20}" text-anchor="middle">${inFlight} in flight</text>`;
    return bar(cpuUs.a, 0, '#0b7285') + bar(cpuUs.b, BAR, '#adb5bd') + label;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
<text x="${WIDTH / 2}" y="18" text-anchor="middle">CPU µs a call: createOtpCall (teal), plain HttpService (grey)</text>
${bars.join('\n')}
</svg>
`;
}
