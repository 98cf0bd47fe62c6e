import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const PLATFORMS = { Express: '@nestjs/platform-express', Fastify: '@nestjs/platform-fastify' };
const RUNNERS = { Vitest: 'vitest', Jest: 'jest' };

/** What an installed application consists of. */
export interface FoundVersions {
  readonly nest: string;
  readonly modules: 'ESM' | 'CommonJS';
  readonly platform: string;
  readonly runner: string;
  readonly typescript: string;
}

interface Manifest {
  readonly version: string;
  readonly type?: string;
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
}

/** Reads it from what is installed, not from what was asked for. */
export async function findVersions(application: string): Promise<FoundVersions> {
  const manifest = await read(application);
  const version = async (name: string) => (await read(join(application, 'node_modules', name))).version;
  const wanted = { ...manifest.dependencies, ...manifest.devDependencies };
  const platform = Object.entries(PLATFORMS).find(([, name]) => name in wanted)![0];
  const runner = Object.entries(RUNNERS).find(([, name]) => name in wanted);
  return {
    nest: await version('@nestjs/core'),
    modules: manifest.type === 'module' ? 'ESM' : 'CommonJS',
    platform,
    runner: runner ? `${runner[0]} ${await version(runner[1])}` : 'node:test',
    typescript: await version('typescript'),
  };
}

const read = async (folder: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
