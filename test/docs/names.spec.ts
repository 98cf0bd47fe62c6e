import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { SETTING_LINES } from '../../libs/esms-voice/src/cli/settings/setting-lines.js';
import { readPagesWithCode } from './lib/pages.js';
import { ROOT } from './lib/root.js';

const LIBRARY = `${ROOT}libs/esms-voice/src/`;
/** Pages that speak of the wire or of what is inside. */
const INSIDE = new Set([
  'docs/gateway-contract.md',
  'docs/decisions.md',
  'docs/own-tests.md',
  'docs/codes.md',
  'docs/console.md',
]);

const pages = (await readPagesWithCode()).filter(({ path }) => !INSIDE.has(path));
const inline = pages.flatMap(({ path, prose }) =>
  prose.flatMap((line, index) =>
    [...line.matchAll(/`([^`]+)`/g)].map(([, code]) => ({ at: `${path}:${index + 1}`, code: code! })),
  ),
);

/** Words in code that look so, and where. */
const words = (pattern: RegExp) =>
  inline.flatMap(({ at, code }) => (code.match(pattern) ?? []).map((word) => ({ at, word })));

const textOf = (path: string): Promise<string> => readFile(ROOT + path, 'utf8');

/** Every name that an entry of the library exports, types too. */
async function exportedNames(): Promise<Set<string>> {
  const rooms = await readdir(LIBRARY, { withFileTypes: true });
  const entries = ['', ...rooms.filter((room) => room.isDirectory()).map(({ name }) => `${name}/`)];
  const sources = await Promise.all(
    [...entries, 'testing/simulator/'].map((entry) => readFile(`${LIBRARY}${entry}index.ts`, 'utf8').catch(() => '')),
  );
  return new Set(sources.join('\n').match(/\b[A-Z]\w+/g));
}

/** Names of Nest, of the gateway and of others that the pages speak of. */
const FOREIGN = new Set(
  `ConfigService ValidationPipe HttpService MockAgent EventSource AbortController CallbackUrl SendStatus SendDate
   MaxRetry SentResult CallStatus ReferenceId RequestId ApiKey SecretKey HealthCheckService TestingModule IsUnicode MainService
   SendSuccess SendFailed GetSendStatus`.split(/\s+/),
);

describe('names in the words of the pages', () => {
  it('of classes and types are exported by the library, or are of others and counted here', async () => {
    const exported = await exportedNames();
    const named = words(/\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\b/g);
    expect(named.length).toBeGreaterThan(60);
    expect(named.filter(({ word }) => !exported.has(word) && !FOREIGN.has(word))).toEqual([]);
  });

  it('of settings are read by the demo or by the command line, or are codes of errors, or are of others', async () => {
    const known = (await Promise.all(['.env.example', 'docs/errors.md'].map(textOf))).join('\n');
    const more = new Set([...Object.keys(SETTING_LINES), ...FOREIGN_SETTINGS]);
    const named = words(/(?<![\w.])[A-Z]+(?:_[A-Z]+)+(?![\w.])/g).filter(({ at }) => !at.startsWith('CONTRIBUTING'));
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter(({ word }) => !known.includes(word) && !more.has(word))).toEqual([]);
  });
});

/** Of Node.js, of terminals, of OpenTelemetry, of a dead letter, of an example. */
const FOREIGN_SETTINGS = 'NODE_ENV NODE_DEBUG NO_COLOR OTEL_EXPORTER_OTLP_HEADERS BOX_UNREADABLE YOUR_PHONE'.split(' ');
