import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { obtain, type Service } from '../../scripts/services/obtain.mjs';
import { UnavailableError } from '../../scripts/services/unavailable.error.mjs';

/** Which ways to a service are open on the machine of a test. */
interface Machine {
  readonly answering: readonly string[];
  readonly isInstalled: boolean;
  readonly hasDocker: boolean;
  readonly isRoot: boolean;
}

const NOTHING: Machine = { answering: [], isInstalled: false, hasDocker: false, isRoot: false };
const LOCAL = 'thing://default-port';

let tried: string[];
let printed: jest.SpiedFunction<typeof console.error>;

beforeEach(() => {
  tried = [];
  printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => printed.mockRestore());

function obtainOn(machine: Partial<Machine>, env: NodeJS.ProcessEnv = {}, more: Partial<Service<null>> = {}) {
  const { answering, hasDocker, isRoot, ...rest } = { ...NOTHING, ...machine };
  let { isInstalled } = rest;
  const service: Service<null> = {
    title: 'Thing',
    variable: 'TEST_THING_URL',
    local: LOCAL,
    programName: 'thing-server',
    aptPackage: 'thing',
    findProgram: () => (isInstalled ? '/bin/thing-server' : undefined),
    placeOf: (url) => new URL(url).host,
    versionAt: async (url) => {
      tried.push(url);
      if (!answering.includes(url) && !/private|docker/.test(url)) throw new Error(`${url} is silent`);
      return '1.2';
    },
    startPrivate: async (_guarded, program) => `thing://private${program}`,
    startInDocker: async () => {
      tried.push('docker');
      if (!hasDocker) throw new UnavailableError('no Docker');
      return 'thing://docker';
    },
    ...more,
  };
  const install = async (name: string): Promise<void> => {
    tried.push(`apt ${name}`);
    if (!isRoot) throw new UnavailableError('only root may install it');
    isInstalled = true;
  };
  return obtain(service, null, { env, install });
}

const line = () => printed.mock.calls.flat().join('\n');

describe('obtaining a service', () => {
  it('takes the URL that is set, and looks no further', async () => {
    const url = 'thing://set';
    await expect(obtainOn({ answering: [url, LOCAL] }, { TEST_THING_URL: url })).resolves.toBe(url);
    expect(line()).toBe('Thing 1.2: TEST_THING_URL on set');
    expect(new Set(tried)).toEqual(new Set([url]));
  });

  it('refuses a set URL that does not answer, although another way is open', async () => {
    const refused = obtainOn({ answering: [LOCAL], isInstalled: true }, { TEST_THING_URL: 'thing://set' });
    await expect(refused).rejects.toThrow('TEST_THING_URL cannot be used: thing://set is silent');
    expect(tried).toEqual(['thing://set']);
  });

  it.each<[string, Partial<Machine>, string, string[]]>([
    ['the default port', { answering: [LOCAL], isInstalled: true }, LOCAL, [LOCAL]],
    ['an installed program', { isInstalled: true, hasDocker: true }, 'thing://private/bin/thing-server', [LOCAL]],
    ['Docker', { hasDocker: true, isRoot: true }, 'thing://docker', [LOCAL, 'docker']],
    ['apt', { isRoot: true }, 'thing://private/bin/thing-server', [LOCAL, 'docker', 'apt thing']],
  ])('takes %s when nothing before it can be had', async (_way, machine, url, expected) => {
    await expect(obtainOn(machine)).resolves.toBe(url);
    expect(tried.slice(0, expected.length)).toEqual(expected);
    expect(tried.slice(expected.length).every((each) => each === url)).toBe(true);
  });

  it('says how a program is had that tests start themselves', async () => {
    await obtainOn(
      { isInstalled: true, answering: ['/bin/thing-server'] },
      {},
      {
        howInstalled: 'installed',
        startPrivate: async (_guarded, program) => program,
        placeOf: (path) => path,
      },
    );
    expect(line()).toBe('Thing 1.2: installed on /bin/thing-server');
  });

  it('says in one line why each way is closed and what to do', async () => {
    await expect(obtainOn({})).rejects.toThrow(
      'No Thing: default-port cannot be used (thing://default-port is silent); no thing-server is installed; ' +
        'no Docker; only root may install it. Install thing, start Docker, or set TEST_THING_URL.',
    );
  });

  it('hands out no more of a shared server than the share of this run', async () => {
    const shareOf = async (url: string) => `${url}/share-private`;
    await expect(obtainOn({ answering: [LOCAL] }, {}, { shareOf })).resolves.toBe(`${LOCAL}/share-private`);
    await expect(obtainOn({ isInstalled: true }, {}, { shareOf })).resolves.toBe('thing://private/bin/thing-server');
  });

  it('takes a mistake of its own for no closed way', async () => {
    const mistaken = obtainOn(
      { isInstalled: true, hasDocker: true },
      {},
      {
        startPrivate: () => Promise.reject(new TypeError('a mistake')),
      },
    );
    await expect(mistaken).rejects.toThrow(TypeError);
  });
});
