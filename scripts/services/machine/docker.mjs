import { randomBytes } from 'node:crypto';
import { fromRoot } from '../../lib/paths.mjs';
import { UnavailableError } from '../unavailable.error.mjs';
import { outcomeOf } from './commands.mjs';

const ANSWER_LIMIT_MS = 5_000;
const UP_LIMIT_MS = 180_000;
const COMPOSE_FILE = fromRoot('scripts/services/compose.yaml');

/**
 * Starts a service of compose.yaml in a project of this run.
 * @returns {Promise<(port: number) => Promise<string>>} tells where a port of it is published, as `127.0.0.1:49153`
 * @throws UnavailableError where no engine does it
 */
export async function startWithDocker(guarded, service, env = {}) {
  await ask('no Docker engine answers', ['info'], { limitMs: ANSWER_LIMIT_MS });
  await ask('Docker has no compose', ['compose', 'version'], { limitMs: ANSWER_LIMIT_MS });
  const project = `esms-voice-${service}-${randomBytes(4).toString('hex')}`;
  const compose = ['compose', '--file', COMPOSE_FILE, '--project-name', project];
  guarded.undoWith('docker', [...compose, 'down', '--volumes', '--timeout', '1'], env);
  const up = [...compose, 'up', '--detach', '--wait', service];
  await ask(`Docker could not start ${service}`, up, { limitMs: UP_LIMIT_MS, env });
  return (port) => {
    const published = [...compose, 'port', service, String(port)];
    return ask(`Docker does not publish ${service}`, published, { limitMs: ANSWER_LIMIT_MS, env });
  };
}

async function ask(complaint, args, options) {
  const { ok, output } = await outcomeOf('docker', args, options);
  if (!ok) throw new UnavailableError(`${complaint} (${output.split('\n').at(-1)})`);
  return output;
}
