import { defineCommand } from './command.js';
import { EXIT } from './exit-code.js';
import { inVnd } from './money.js';
import { GATEWAY_SETTINGS, requireSettings } from './settings/read-settings.js';

export const balance = defineCommand({
  about: ['Asks the gateway what is left on the account, in VND.'],
  reads: GATEWAY_SETTINGS,
  options: {},
  async run({ output, around }) {
    const { callback: _, dataKeys: __, ...options } = requireSettings(around.env, GATEWAY_SETTINGS);
    const { withVoice } = await import('./with-voice.js');
    const asked = withVoice(options, {}, (voice) => voice.getBalance());
    const { balance: amount, at } = await output.progress('asking the gateway for the balance', asked);
    output.print({ balance: amount, currency: 'VND', at }, [inVnd(amount)]);
    return EXIT.ok;
  },
});
