import { CONTEXTS } from './contexts.js';
import type { Block } from './markdown.js';
import type { Page } from './pages.js';

/** A block of TypeScript as a file that the compiler reads. */
export interface BlockFile {
  /** From the folder of all of them. */
  readonly path: string;
  readonly isFragment: boolean;
  readonly text: string;
}

/** `// src/main.ts` as a first line: the block is that file of the page's application. */
const FILE_NAME = /^\/\/ ([\w./-]+\.ts)\n/;

/** The TypeScript of a page. A line of the file is the same line of the page, so that errors name it. */
export function blockFilesOf(page: Page): BlockFile[] {
  return page.blocks.filter(({ language }) => language === 'ts').map((block) => toFile(page.path, block));
}

function toFile(page: string, { code, line }: Block): BlockFile {
  const isFragment = !/^(?:import|export) /m.test(code);
  const context = isFragment ? contextOf(page) : '';
  const [, name = `line-${line}.ts`] = FILE_NAME.exec(code) ?? [];
  return { path: `${page}/${name}`, isFragment, text: `${'\n'.repeat(line - 1)}${code}${context}export {};\n` };
}

function contextOf(page: string): string {
  const context = CONTEXTS[page];
  if (context === undefined) throw new Error(`${page} has a fragment, and lib/contexts.ts has no context for it.`);
  return context;
}
