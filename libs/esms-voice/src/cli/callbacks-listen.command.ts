import { readKeySetting } from './settings/read-settings.js';
import { describeCallback } from './callbacks/describe-callback.js';
import { CallbackListener } from './callbacks/callback-listener.js';
import { defineCommand } from './command.js';
import { EXIT } from './exit-code.js';
import { ACCOUNT_OPTION, PATH_OPTION } from './option-specs.js';
import { webhookRoute, wholeNumber } from './option-values.js';
import { untilSignal } from './until-signal.js';

const MAX_PORT = 65_535;
const MAX_COUNT = 1_000_000;

export const callbacksListen = defineCommand({
  about: [
    'Receives callbacks as the webhook does and prints what they say, numbers masked, never a token; until Ctrl-C.',
    'With CALLBACK_KEYS it refuses what was not signed with them; without, it cannot tell, and takes everything.',
  ],
  reads: ['CALLBACK_KEYS'],
  options: {
    port: { value: 'PORT', about: 'where it listens; 0 takes any free port (3000)' },
    host: { value: 'HOST', about: 'the address it listens on (127.0.0.1)' },
    path: PATH_OPTION,
    account: ACCOUNT_OPTION,
    count: { value: 'N', about: 'stop after so many callbacks' },
  },
  async run({ options: given, output, around: { env } }) {
    const port = wholeNumber('port', given.port ?? '3000', 0, MAX_PORT);
    const count = given.count === undefined ? Infinity : wholeNumber('count', given.count, 1, MAX_COUNT);
    const path = webhookRoute(given.path);
    const keys = readKeySetting(env);
    const listener = new CallbackListener({ path, keys, account: given.account }, count, (arrived) =>
      output.print({ type: 'callback', ...arrived }, describeCallback(arrived, output)),
    );
    const problem = await listener.listen(port, given.host ?? '127.0.0.1');
    if (problem !== null) {
      const message = `It cannot listen there (${problem}); choose another place with --port and --host.`;
      output.problem({ error: { code: 'NOT_LISTENING', message } }, [message]);
      return EXIT.failed;
    }
    const verifies = keys ? 'signed with CALLBACK_KEYS' : 'signed or not: CALLBACK_KEYS is not set';
    output.print({ type: 'listening', url: listener.url, verifies: keys !== null }, [
      `Listening for callbacks at ${listener.url}/…, ${verifies}`,
    ]);
    await Promise.race([untilSignal(), listener.counted]);
    await listener.close();
    return EXIT.ok;
  },
});
