import { readFile } from 'node:fs/promises';
import { readMarkdown, type Markdown } from './markdown.js';
import { ROOT } from './root.js';
import { trackedFiles } from './tracked-files.js';

/** A page in Markdown, by its path from the root. */
export interface Page extends Markdown {
  readonly path: string;
}

/** Pages whose code is checked and whose commands are run. */
const HAS_CODE = /^(?:README(?:\.\w+)?|CONTRIBUTING|SECURITY|docs\/[\w.-]+)\.md$/;

/** Every page of the repository. */
export async function readPages(): Promise<Page[]> {
  const paths = [...(await trackedFiles())].filter((path) => path.endsWith('.md')).toSorted();
  return Promise.all(paths.map(async (path) => ({ path, ...readMarkdown(await readFile(ROOT + path, 'utf8')) })));
}

/** Those whose code blocks are checked. */
export const readPagesWithCode = async (): Promise<Page[]> =>
  (await readPages()).filter(({ path }) => HAS_CODE.test(path));
