import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startWithDocker } from '../../scripts/services/machine/docker.mjs';

const { PATH } = process.env;
let folder: string;
let undo: string[];
const guarded = { undoWith: (_command: string, args: string[]) => void (undo = args) };

beforeEach(async () => {
  undo = [];
  folder = await mkdtemp(join(tmpdir(), 'esms-voice-docker-'));
  process.env['PATH'] = [folder, PATH].join(delimiter);
});
afterEach(async () => {
  process.env['PATH'] = PATH;
  await rm(folder, { recursive: true });
});

/** Puts a `docker` on the PATH that notes its orders, and fails at those that hold this word. */
const install = (failsAt: string) =>
  writeFile(
    join(folder, 'docker'),
    `#!/bin/sh
echo "$*" >> ${folder}/orders
case "$*" in
  *${failsAt}*) echo first >&2; echo 'it fails' >&2; exit 1;;
  *' port '*) echo 127.0.0.1:49153;;
esac
`,
    { mode: 0o755 },
  );

const orders = () => readFile(join(folder, 'orders'), 'utf8');

describe('a service in Docker', () => {
  it('is started in a project of this run, is found where it is published, and is taken down with its data', async () => {
    await install('nothing');
    const publishedAt = await startWithDocker(guarded, 'redis');
    expect(await publishedAt(6379)).toBe('127.0.0.1:49153');
    const [, project] = /--project-name (esms-voice-redis-\w+) up --detach --wait redis\n/.exec(await orders())!;
    expect(undo.join(' ')).toMatch(new RegExp(`compose.yaml --project-name ${project!} down --volumes`));
  });

  it.each([
    ['info', 'no Docker engine answers (it fails)', 0],
    ['version', 'Docker has no compose (it fails)', 0],
    [' up ', 'Docker could not start redis (it fails)', 1],
  ])(
    'is told when docker fails at "%s"; only what may have been started is taken down',
    async (word, reason, undone) => {
      await install(`'${word}'`);
      await expect(startWithDocker(guarded, 'redis')).rejects.toThrow(reason);
      expect(undo.filter((each) => each === 'down')).toHaveLength(undone);
    },
  );
});
