import type { NamedKey } from '../journal/data-keys.js';

/**
 * Keys as one setting holds them, which is how `npx nestjs-esms-voice key` prints one.
 * @param text `id:secret[,id:secret]`; what is written otherwise, and `undefined`, is told when the module starts
 * @returns what `callback.keys` and `dataKeys` take
 */
export const namedKeys = (text: string | undefined): NamedKey[] => (text ? text.split(',').map(toKey) : []);

/** A second colon is in no secret, so the rule for secrets refuses the rest. */
function toKey(part: string): NamedKey {
  const [id = '', ...rest] = part.trim().split(':');
  return { id, secret: rest.join(':') };
}
