import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { withAptLock } from '../services/machine/apt.mjs';
import { findProgram, outcomeOf } from '../services/machine/commands.mjs';
import { UnavailableError } from '../services/unavailable.error.mjs';

const PACKAGE = 'prometheus';
const PROGRAM = 'promtool';
/** Where the program is kept that was taken out of Debian's package. */
const KEPT = join(tmpdir(), 'esms-voice-promtool', PROGRAM);
const UPDATE_LIMIT_MS = 60_000;
const DOWNLOAD_LIMIT_MS = 120_000;

/**
 * The path of Prometheus' `promtool`: an installed one, else the one of Debian's package, which is unpacked and not installed,
 * so that no server starts.
 * @throws UnavailableError in one line
 */
export async function obtainPromtool() {
  const find = () => findProgram(PROGRAM) ?? findProgram(PROGRAM, [dirname(KEPT)]);
  return find() ?? withAptLock(async () => find() ?? unpack());
}

async function unpack() {
  if (!findProgram('apt-get')) throw unavailable('there is no apt-get');
  const folder = await mkdtemp(join(tmpdir(), 'esms-voice-deb-'));
  try {
    await download(folder);
    const file = (await readdir(folder)).find((name) => name.endsWith('.deb'));
    const unpacked = join(folder, 'unpacked');
    await run('dpkg-deb', ['--extract', join(folder, file), unpacked], DOWNLOAD_LIMIT_MS);
    await mkdir(dirname(KEPT), { recursive: true });
    await rename(join(unpacked, 'usr/bin', PROGRAM), KEPT);
    return KEPT;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What is known of packages may be good already; only root may bring it up to date. */
async function download(folder) {
  const args = ['-q', '-o', `Dir::Cache::archives=${folder}`, 'download', PACKAGE];
  const get = () =>
    outcomeOf('sh', ['-c', `cd "$0" && exec apt-get "$@"`, folder, ...args], { limitMs: DOWNLOAD_LIMIT_MS });
  if ((await get()).ok) return;
  if (process.getuid() === 0) await outcomeOf('apt-get', ['update', '-q'], { limitMs: UPDATE_LIMIT_MS });
  const { ok, output } = await get();
  if (!ok) throw unavailable(output.split('\n').at(-1));
}

async function run(command, args, limitMs) {
  const { ok, output } = await outcomeOf(command, args, { limitMs });
  if (!ok) throw unavailable(output.split('\n').at(-1));
}

const unavailable = (reason) =>
  new UnavailableError(`No promtool: ${reason}. Install Prometheus (Debian: apt-get install ${PACKAGE}).`);
