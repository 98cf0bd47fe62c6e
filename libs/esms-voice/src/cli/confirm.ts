import { createInterface } from 'node:readline';
import type { Surroundings } from './command.js';

/** Asks the person at the terminal; anything but a yes is a no, and so is the end of the input. */
export async function confirm(question: string, { stdin, stderr }: Surroundings): Promise<boolean> {
  const lines = createInterface({ input: stdin, output: stderr });
  const answer = await new Promise<string>((resolve) => {
    lines.once('line', resolve);
    lines.once('close', () => resolve(''));
    lines.setPrompt(`${question} [y/N] `);
    lines.prompt();
  });
  lines.close();
  return /^y(es)?$/i.test(answer.trim());
}
