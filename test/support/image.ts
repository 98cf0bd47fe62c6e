import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const COPY = /^COPY --from=build \/app\/(\S+) /gm;

/** A folder that holds what the Dockerfile copies into the image; installed packages are links. Resolves to its path. */
export async function layOutImage(): Promise<string> {
  const image = await mkdtemp(join(tmpdir(), 'esms-image-'));
  for (const [, path] of (await readFile(join(ROOT, 'Dockerfile'), 'utf8')).matchAll(COPY)) {
    const [from, to] = [join(ROOT, path!), join(image, path!)];
    await mkdir(dirname(to), { recursive: true });
    if (basename(from) === 'node_modules') await linkPackages(from, to);
    else await cp(from, to, { recursive: true });
  }
  return image;
}

export const removeImage = (image: string): Promise<void> => rm(image, { recursive: true });

/** Links each package; a workspace is one of the image's own. */
async function linkPackages(from: string, to: string): Promise<void> {
  await mkdir(to);
  const entries = await readdir(from, { withFileTypes: true });
  for (const entry of entries) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.name.startsWith('@')) await linkPackages(source, target);
    else if (entry.isSymbolicLink()) await cp(source, target, { verbatimSymlinks: true });
    else await symlink(source, target);
  }
}
