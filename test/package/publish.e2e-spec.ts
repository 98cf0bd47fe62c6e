import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runCommand } from '../support/run-command.js';

const LIBRARY = fileURLToPath(new URL('../../libs/esms-voice/', import.meta.url));
const LIMIT_MS = 60_000;

interface Published {
  readonly version: string;
  readonly publishConfig: { readonly access: string; readonly provenance: boolean; readonly tag?: string };
}

describe('the release', () => {
  let manifest: Published;
  let registry: Server;

  beforeAll(async () => {
    registry = createServer((_request, response) => response.writeHead(404).end('{}')).listen(0, '127.0.0.1');
    await once(registry, 'listening');
    manifest = JSON.parse(await readFile(`${LIBRARY}package.json`, 'utf8')) as Published;
  });
  afterAll(() => void registry.close());

  it('goes to everybody, with its provenance', () => {
    expect(manifest.publishConfig).toMatchObject({ access: 'public', provenance: true });
  });

  it('has a tag of its own while it is a prerelease, and none any more after it', () => {
    const [, prerelease] = /-([a-z]+)\.\d+$/.exec(manifest.version) ?? [];
    expect(manifest.publishConfig.tag).toBe(prerelease);
  });

  it(
    'passes `npm publish --dry-run` without a login, at a registry that has never heard of it',
    async () => {
      const args = ['publish', '--dry-run', '--ignore-scripts'];
      const { port } = registry.address() as AddressInfo;
      const env = { NPM_CONFIG_REGISTRY: `http://127.0.0.1:${port}/`, NPM_CONFIG_USERCONFIG: '/dev/null' };
      const { code, output } = await runCommand('npm', args, { cwd: LIBRARY, env, timeoutMs: LIMIT_MS });
      expect({ code, output }).toEqual({
        code: 0,
        output: expect.stringContaining(`+ nestjs-esms-voice@${manifest.version}`),
      });
      expect(output).not.toContain('npm warn publish npm auto-corrected');
    },
    LIMIT_MS,
  );
});
