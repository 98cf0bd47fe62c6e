import { createInterface } from 'node:readline/promises';
import type { Surroundings } from './command.js';

/** Asks the person at the terminal; anything but a yes is a no, and so is the end of the input. */
export async function confirm(question: string, { stdin, stderr }: Surroundings): Promise<boolean> {
  const lines = createInterface({ input: stdin, output: stderr });
  const ended = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
  try {
    const answer = await Promise.race([lines.question(`${question} [y/N] `), ended]);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    lines.close();
  }
}
