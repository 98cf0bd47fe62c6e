import { outcomeOf } from './commands.mjs';

const LIMIT_MS = 5_000;

/** Who runs a server when we are root: the user of its package, else nobody. `undefined` when we are not root. */
export async function unprivilegedUser(ofPackage) {
  if (process.getuid() !== 0) return undefined;
  return (await idsOf(ofPackage)) ?? idsOf('nobody');
}

async function idsOf(name) {
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map((flag) => outcomeOf('id', [flag, name], { limitMs: LIMIT_MS })),
  );
  return uid.ok && gid.ok ? { uid: Number(uid.output), gid: Number(gid.output) } : undefined;
}
