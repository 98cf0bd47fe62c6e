// `node scripts/services.mjs redis redis-cluster -- COMMAND …` runs a command with these services, as tests have them.
import { run } from './lib/run.mjs';
import { runWithServices, SERVICE_NAMES } from './services/services.mjs';

const separator = process.argv.indexOf('--');
const names = process.argv.slice(2, separator);
const [command, ...args] = process.argv.slice(separator + 1);

if (separator < 3 || !command || !names.every((name) => SERVICE_NAMES.includes(name))) {
  console.error(`Usage: node scripts/services.mjs ${SERVICE_NAMES.join('|')} … -- COMMAND …`);
  process.exit(1);
}

await runWithServices(names, (env) => run(command, args, { env, cwd: process.cwd() }));
