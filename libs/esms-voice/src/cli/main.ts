#!/usr/bin/env node
import { run } from './run.js';

void main();

async function main(): Promise<void> {
  // Whoever reads the output may leave early, as `head` does.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  process.exitCode = await run(process.argv.slice(2), process);
}
