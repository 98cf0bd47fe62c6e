import { findProgram, outcomeOf } from '../machine/commands.mjs';
import { UnavailableError } from '../unavailable.error.mjs';

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const VERSION_LIMIT_MS = 20_000;

/** The browser of the browser tests: a program, and its path is what tests are handed. They start it themselves. */
export const chromium = {
  title: 'Chromium',
  variable: 'CHROMIUM_PATH',
  programName: 'chromium or google-chrome',
  aptPackage: 'chromium',
  howInstalled: 'installed',

  findProgram: () => PROGRAMS.map((name) => findProgram(name)).find((path) => path !== undefined),

  async versionAt(path) {
    const { ok, output } = await outcomeOf(path, ['--version'], { limitMs: VERSION_LIMIT_MS });
    if (!ok) throw new Error(output.split('\n').at(-1));
    return /[\d.]+/.exec(output)?.[0] ?? output;
  },

  placeOf: (path) => path,

  startPrivate: async (_guarded, program) => program,

  async startInDocker() {
    throw new UnavailableError('no Docker is asked for a browser');
  },
};
