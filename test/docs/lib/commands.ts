import type { Block } from './markdown.js';

/** The commands of a block of shell: continued lines are one, comments and empty lines none. */
export const commandsOf = ({ code }: Block): string[] =>
  code
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => line.replace(/(?:^|\s+)#(?:\s.*)?$/, '').trim())
    .filter((line) => line !== '');
