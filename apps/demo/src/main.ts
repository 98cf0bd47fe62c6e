import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { banner, workerBanner } from './banner.js';
import { createDemo } from './create-demo.js';
import { BundledSimulator } from './gateway/bundled-simulator.js';
import { DatabaseError } from './journal/postgres/database.error.js';
import { NewerDatabaseError } from './journal/postgres/migrate.js';
import { readSettings } from './settings/read-settings.js';
import type { Settings } from './settings/settings.js';
import { TelemetrySdk } from './telemetry/telemetry-sdk.js';

const ENV_FILE = '.env';

/** `node main.js worker` is a worker; without the word it is a web process. */
async function main(): Promise<void> {
  if (existsSync(ENV_FILE)) loadEnvFile(ENV_FILE);
  const reading = readSettings(process.env, process.argv[2] === 'worker' ? 'worker' : 'web');
  if ('problems' in reading) return fail(`The demo cannot start:\n- ${reading.problems.join('\n- ')}`);
  const { settings } = reading;
  await start(settings).catch((error: unknown) => fail(`The demo cannot start: ${reasonOf(error, settings)}`));
}

async function start(settings: Settings): Promise<void> {
  const app = await createDemo(settings);
  try {
    await app.listen(settings.port, settings.host);
  } catch (error) {
    await app.close();
    throw error;
  }
  // Behind the banner: it keeps nobody waiting.
  setImmediate(() => app.get(TelemetrySdk, { strict: false }).begin());
  const ledgerUrl = app.get(BundledSimulator, { strict: false }).ledgerUrl;
  console.log(settings.role === 'worker' ? workerBanner(settings) : banner(settings, ledgerUrl));
}

function reasonOf(error: unknown, { role }: Settings): string {
  if (error instanceof NewerDatabaseError) return error.message;
  if (error instanceof DatabaseError) return `the database of DATABASE_URL failed: ${error.code}`;
  const { code, message } = error as NodeJS.ErrnoException;
  const port = role === 'web' ? 'PORT' : 'WORKER_PORT';
  if (code === 'EADDRINUSE') return `its port is taken; set ${port} to a free one.`;
  if (code === 'EACCES') return `this user may not listen on its port; set ${port} to one above 1023.`;
  return code ?? message;
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

await main();
