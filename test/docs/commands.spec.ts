import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { COMMANDS, findCommand } from '../../libs/esms-voice/src/cli/commands.js';
import { EXIT } from '../../libs/esms-voice/src/cli/exit-code.js';
import { COMMON_OPTIONS } from '../../libs/esms-voice/src/cli/option-specs.js';
import { commandsOf } from './lib/commands.js';
import { CANNOT, ELSEWHERE, SERVERS } from './lib/fates.js';
import { readPagesWithCode } from './lib/pages.js';
import { ROOT } from './lib/root.js';
import { rowsOf } from './lib/table.js';

const pages = await readPagesWithCode();
const shown = pages.flatMap(({ blocks }) => blocks.filter(({ language }) => language === 'sh').flatMap(commandsOf));
/** What stands in code in the prose, as commands mostly do in tables. */
const inline = pages.flatMap(({ path, prose }) =>
  prose.flatMap((line, index) =>
    [...line.matchAll(/`([^`]+)`/g)].map(([, code]) => ({ at: `${path}:${index + 1}`, code: code! })),
  ),
);
const told = [...shown.map((code) => ({ at: 'a block', code })), ...inline];

/** The options of each command, loaded one after the other: Jest links modules of one import at a time. */
const OPTIONS = new Map<string, ReadonlySet<string>>();
for (const [name, { load }] of Object.entries(COMMANDS)) {
  OPTIONS.set(name, new Set(Object.keys({ ...(await load()).options, ...COMMON_OPTIONS })));
}

describe('commands of the pages', () => {
  it.each([
    ['that serve', SERVERS],
    ['that another test runs', ELSEWHERE],
    ['that cannot be run', CANNOT],
  ])('are all still shown: those %s', (_, fates) => {
    expect(Object.keys(fates).filter((command) => !shown.includes(command))).toEqual([]);
  });

  it('that no test can run are five', () => {
    expect(Object.keys(CANNOT)).toHaveLength(5);
  });

  it.each(Object.entries(ELSEWHERE))('has a test that runs %s', async (_, [file, words]) => {
    expect(await readFile(ROOT + file, 'utf8')).toContain(words);
  });

  it('name no npm script that is not there', async () => {
    const { scripts } = JSON.parse(await readFile(`${ROOT}package.json`, 'utf8')) as { scripts: object };
    const named = told.flatMap(({ at, code }) =>
      [...code.matchAll(/\bnpm (?:run (?:-s )?)?([\w:-]+)/g)].map(([, name]) => [at, name!] as const),
    );
    const wrong = named.filter(([, name]) => !NPM_COMMANDS.has(name) && !(name in scripts) && name !== OF_NEST);
    expect(named.length).toBeGreaterThan(30);
    expect(wrong).toEqual([]);
  });

  it('name no command and no option that the command line has not', () => {
    const calls = told.flatMap(({ at, code }) =>
      [...code.matchAll(/(?:npx nestjs-esms-voice|bin\/esms-voice|npm run esms --) (?!<)([^|)"'$]+)/g)].map(
        ([, rest]) => [at, rest!] as const,
      ),
    );
    const problems = calls.map(([at, rest]) => problemOf(at, rest));
    expect(calls.length).toBeGreaterThan(15);
    expect(problems.filter((problem) => problem !== null)).toEqual([]);
  });

  it('name no option in the words of docs/cli.md that no command has', () => {
    const names = new Set([...OPTIONS.values()].flatMap((options) => [...options]));
    const { prose } = pages.find(({ path }) => path === 'docs/cli.md')!;
    const named = prose.flatMap((line) => [...line.matchAll(/`--([\w-]+)/g)].map(([, name]) => name!));
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !names.has(name) && name !== 'env-file' && name !== 'version')).toEqual([]);
  });

  it('end with the codes of docs/cli.md, and no other', async () => {
    const rows = rowsOf(await readFile(`${ROOT}docs/cli.md`, 'utf8'), ['code', 'means']);
    expect(rows.map(([code]) => Number(code))).toEqual(Object.values(EXIT));
  });

  it('are all in the table of docs/cli.md', async () => {
    const rows = rowsOf(await readFile(`${ROOT}docs/cli.md`, 'utf8'), ['command', 'what it does']);
    expect(rows.map(([name]) => name!.replaceAll('`', '')).toSorted()).toEqual(Object.keys(COMMANDS).toSorted());
  });
});

/** In the application that `nest new` makes. */
const OF_NEST = 'test:e2e';
/** Of npm itself. */
const NPM_COMMANDS = new Set(['ci', 'install', 'pack', 'publish', 'view', 'run']);

function problemOf(at: string, rest: string): string | null {
  const found = findCommand(rest.trim().split(/\s+/));
  if (!found) return /^(?:--help|--version|-h)\b/.test(rest) ? null : `${at}: no command: ${rest}`;
  const options = OPTIONS.get(found.name)!;
  const named = [...rest.matchAll(/(?<=^|[\s[])--([\w-]+)/g)].map(([, name]) => name!);
  const unknown = named.filter((name) => !options.has(name));
  return unknown.length === 0 ? null : `${at}: ${found.name} has no --${unknown.join(', --')}`;
}
