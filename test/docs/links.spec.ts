import { posix } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readMarkdown } from './lib/markdown.js';
import { readPages, type Page } from './lib/pages.js';
import { trackedFiles } from './lib/tracked-files.js';

const files = await trackedFiles();
const pages = new Map((await readPages()).map((page) => [page.path, page]));
const ABSOLUTE = /^[a-z][a-z\d+.-]*:/i;

/** What is wrong with a link of a page; `null`: nothing. */
function problemOf(page: Page, target: string): string | null {
  if (ABSOLUTE.test(target)) return isWellFormed(target) ? null : 'is no https URL';
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? page.path : posix.join(posix.dirname(page.path), decodeURIComponent(path));
  if (!exists(file)) return 'leads to no file of the repository';
  if (anchor === undefined) return null;
  return pages.get(file)?.anchors.has(decodeURIComponent(anchor)) ? null : 'leads to no heading';
}

const isWellFormed = (target: string): boolean => {
  const { protocol, hostname } = URL.canParse(target) ? new URL(target) : { protocol: '', hostname: '' };
  if (protocol === 'mailto:') return true;
  return protocol === 'https:' && /^[a-z\d-]+(\.[a-z\d-]+)+$/.test(hostname);
};

/** A folder is there where a file is in it. */
const exists = (path: string): boolean => {
  const folder = `${path.replace(/\/$/, '')}/`;
  return files.has(path) || [...files].some((file) => file.startsWith(folder));
};

describe('links', () => {
  it.each([...pages.values()].map((page) => [page.path, page] as const))('of %s all lead somewhere', (path, page) => {
    const problems = page.links.map(({ target, line }) => [line, target, problemOf(page, target)] as const);
    expect(problems.filter(([, , problem]) => problem !== null).map((each) => `${path}:${each.join(' ')}`)).toEqual([]);
  });

  it('are found in every way of writing them, and in no code', () => {
    const page = ['[a](b.md "t") ![c](<d.png>) [![e](f.png)](g.md)', '[h]: i.md', '<img src="j.png">', '`[k](l)`'];
    const { links } = readMarkdown([...page, '```md', '[m](n)', '```'].join('\n'));
    expect(links.map(({ target }) => target).toSorted()).toEqual(['b.md', 'd.png', 'f.png', 'g.md', 'i.md', 'j.png']);
  });

  it('find headings as GitHub names them', () => {
    const page = ['# `a.b()` & C', '## A', '## A', '### Đã gọi: 1 lần!', '<a id="own"></a>'].join('\n');
    expect([...readMarkdown(page).anchors]).toEqual(['ab--c', 'a', 'a-1', 'đã-gọi-1-lần', 'own']);
  });

  it('from the index reach every page of docs', () => {
    const reached = new Set(pages.get('docs/README.md')!.links.map(({ target }) => `docs/${target.split('#')[0]}`));
    const all = [...pages.keys()].filter((path) => path.startsWith('docs/') && path !== 'docs/README.md');
    expect(all.filter((path) => !reached.has(path))).toEqual([]);
  });
});
