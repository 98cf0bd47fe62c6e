import { commandsOf } from './commands.js';
import type { Block } from './markdown.js';
import type { Page } from './pages.js';

/** What is typed into one shell: the whole of a page, or one block of it. */
export type Session = readonly [name: string, commands: readonly string[]];

/** Pages that are followed from top to bottom: what one block starts is there for the next. */
const JOURNEYS = new Set(['docs/demo.md', 'docs/getting-started.md', 'docs/simulator.md']);

/** Every session of the pages; what stands on two of them is typed once, in a journey where there is one. */
export function sessionsOf(pages: readonly Page[]): Session[] {
  const journeys = pages.filter(({ path }) => JOURNEYS.has(path)).map(wholePage);
  const others = pages.filter(({ path }) => !JOURNEYS.has(path)).flatMap(blockByBlock);
  return [...journeys, ...others].filter(
    ([, commands], index, all) => !all.slice(0, index).some((earlier) => isWithin(commands, earlier)),
  );
}

const wholePage = ({ path, blocks }: Page): Session => [path, blocks.filter(isShell).flatMap(commandsOf)];

const blockByBlock = ({ path, blocks }: Page): Session[] =>
  blocks.filter(isShell).map((block): Session => [`${path}:${block.line}`, commandsOf(block)]);

const isShell = ({ language }: Block): boolean => language === 'sh';

const isWithin = (commands: readonly string[], [, others]: Session): boolean =>
  others.join('\n').includes(commands.join('\n'));
