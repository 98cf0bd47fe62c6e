import { fromRoot } from '../../lib/paths.mjs';
import { UnavailableError } from '../unavailable.error.mjs';
import { outcomeOf } from './commands.mjs';

const ANSWER_LIMIT_MS = 5_000;
const UP_LIMIT_MS = 180_000;
const COMPOSE_FILE = fromRoot('scripts/services/compose.yaml');

/** Starts a service of compose.yaml under a name of this run. @throws UnavailableError where no engine does it */
export async function startWithDocker(guarded, service, env = {}) {
  await findEngine();
  const compose = ['compose', '--file', COMPOSE_FILE, '--project-name', `esms-voice-${service}-${process.pid}`];
  guarded.undoWith('docker', [...compose, 'down', '--volumes', '--timeout', '1'], env);
  const started = await outcomeOf('docker', [...compose, 'up', '--detach', '--wait', service], {
    limitMs: UP_LIMIT_MS,
    env,
  });
  if (!started.ok)
    throw new UnavailableError(`Docker could not start ${service}: ${started.output.split('\n').at(-1)}`);
  /** Where a port of the container is published, as `127.0.0.1:49153`. */
  return async (port) => {
    const published = await outcomeOf('docker', [...compose, 'port', service, String(port)], {
      limitMs: ANSWER_LIMIT_MS,
      env,
    });
    if (!published.ok) throw new UnavailableError(`Docker does not publish ${service}: ${published.output}`);
    return published.output;
  };
}

async function findEngine() {
  for (const args of [['info'], ['compose', 'version']]) {
    const { ok } = await outcomeOf('docker', args, { limitMs: ANSWER_LIMIT_MS });
    if (!ok) throw new UnavailableError('no Docker engine with compose answers');
  }
}
