import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withLock } from '../../lib/lock.mjs';
import { UnavailableError } from '../unavailable.error.mjs';
import { findProgram, outcomeOf } from './commands.mjs';

const UPDATE_LIMIT_MS = 120_000;
const INSTALL_LIMIT_MS = 240_000;
const WAIT_FOR_OTHERS = ['-o', 'DPkg::Lock::Timeout=120'];
const env = { DEBIAN_FRONTEND: 'noninteractive' };

/** Has one process at a time work with apt. */
export const withAptLock = (work) => withLock(join(tmpdir(), 'esms-voice-apt.lock'), work);

/** Installs a package of Debian. @throws UnavailableError where that cannot be done */
export async function installWithApt(name) {
  if (!findProgram('apt-get')) throw new UnavailableError('there is no apt-get');
  if (process.getuid() !== 0) throw new UnavailableError(`only root may install ${name}`);
  console.error(`Installing ${name} with apt-get`);
  await withAptLock(() => install(name));
}

async function install(name) {
  const updated = await outcomeOf('apt-get', ['update', '-q'], { limitMs: UPDATE_LIMIT_MS, env });
  const args = ['install', '-y', '-q', '--no-install-recommends', ...WAIT_FOR_OTHERS, name];
  const installed = await outcomeOf('apt-get', args, { limitMs: INSTALL_LIMIT_MS, env });
  if (installed.ok) return;
  const failed = updated.ok ? installed : updated;
  throw new UnavailableError(`apt-get could not install ${name}: ${failed.output.split('\n').at(-1)}`);
}
