import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The version of the package that the running program belongs to. */
export function readVersion(): string {
  const fromProgram = createRequire(realpathSync(process.argv[1]!));
  return (fromProgram('nestjs-esms-voice/package.json') as { version: string }).version;
}
