import { randomBytes } from 'node:crypto';
import { isKeys } from '../module/option-checks.js';
import { defineCommand } from './command.js';
import { EXIT } from './exit-code.js';
import { UsageError } from './usage.error.js';

const SECRET_BYTES = 32;

export const key = defineCommand({
  about: [
    'Makes a random key, id:secret, and prints it; nothing keeps it.',
    'To rotate, put a new one with another id before the old one: KEY="$(npx nestjs-esms-voice key --id k2),$OLD".',
  ],
  options: { id: { value: 'ID', about: '1 to 8 characters of a-z 0-9 (k1)' } },
  async run({ options: { id = 'k1' }, output }) {
    const secret = randomBytes(SECRET_BYTES).toString('base64url');
    if (isKeys([{ id, secret }]) !== null) throw new UsageError(['--id must be 1 to 8 characters of a-z 0-9']);
    output.print({ id, key: `${id}:${secret}` }, [`${id}:${secret}`]);
    return EXIT.ok;
  },
});
