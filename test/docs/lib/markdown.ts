import { headingSlugs } from './heading-slugs.js';

/** A fenced block. */
export interface Block {
  readonly language: string;
  readonly code: string;
  /** Of its first line of code, counted from 1. */
  readonly line: number;
}

/** Where a page leads to. */
interface Link {
  readonly target: string;
  readonly line: number;
}

/** What the tests want to know of a page. */
export interface Markdown {
  readonly blocks: readonly Block[];
  readonly links: readonly Link[];
  /** What a link to a place of this page may name. */
  readonly anchors: ReadonlySet<string>;
  /** Lines of its text, blocks of code left empty. */
  readonly prose: readonly string[];
}

const FENCE = /^ *(`{3,})([\w-]*)/;
/** `[text](target)`, an image inside the text too; `[name]: target`; `src` and `href` of HTML. */
const LINKS = [
  /\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g,
  /^\[[^\]]+\]:\s*<?(\S+?)>?\s*$/g,
  /\b(?:src|href)="([^"]*)"/g,
];
const NAMED = /<a\s+(?:id|name)="([^"]+)"/g;

export function readMarkdown(text: string): Markdown {
  const { blocks, prose } = splitBlocks(text.split('\n'));
  const named = prose.flatMap((line) => [...line.matchAll(NAMED)].map(([, name]) => name!));
  const anchors = new Set([...headingSlugs(prose), ...named]);
  return { blocks, prose, anchors, links: prose.flatMap((line, index) => linksOf(line, index + 1)) };
}

function splitBlocks(lines: readonly string[]): { blocks: Block[]; prose: string[] } {
  const blocks: Block[] = [];
  const prose: string[] = [];
  let open: { fence: string; language: string; line: number; code: string[] } | null = null;
  for (const [index, line] of lines.entries()) {
    const [, fence, language = ''] = FENCE.exec(line) ?? [];
    prose.push(open || fence ? '' : line);
    if (open && fence === open.fence && language === '') {
      blocks.push({ language: open.language, line: open.line, code: `${open.code.join('\n')}\n` });
      open = null;
    } else if (open) open.code.push(line);
    else if (fence) open = { fence, language, line: index + 2, code: [] };
  }
  if (open) throw new Error(`The block at line ${open.line - 1} never ends.`);
  return { blocks, prose };
}

function linksOf(line: string, number: number): Link[] {
  const text = line.replace(/(`+)[^`]+\1/g, '');
  return LINKS.flatMap((pattern) => [...text.matchAll(pattern)]).map(([, target]) => ({
    target: target!,
    line: number,
  }));
}
