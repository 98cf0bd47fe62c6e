import type { CallStatus } from '../voice/call-inquiries.js';
import { defineCommand } from './command.js';
import { EXIT } from './exit-code.js';
import { inVnd } from './money.js';
import { GATEWAY_SETTINGS, requireSettings } from './settings/read-settings.js';

const UNKNOWN_TO_GATEWAY = 'The gateway knows no such call, or not yet, or no longer (it forgets after 7 days).';

export const status = defineCommand({
  about: [
    'Asks the gateway what became of a call, by the id that the gateway gave to it.',
    'A request id would not do: only the process that placed the call knows which call it led to.',
  ],
  reads: GATEWAY_SETTINGS,
  options: { 'call-id': { value: 'ID', about: "the gateway's id (SMSID, ReferenceId)", isRequired: true } },
  async run({ options: given, output, around }) {
    const callId = given['call-id']!;
    const { callback: _, dataKeys: __, ...options } = requireSettings(around.env, GATEWAY_SETTINGS);
    const { withVoice } = await import('./with-voice.js');
    const asked = withVoice(options, {}, (voice) => voice.getCallStatus({ callId }));
    const { call: ___, standing, ...found } = await output.progress('asking the gateway about the call', asked);
    const { state = null, reason = null } = standing ?? {};
    output.print({ ...found, state, reason }, found.known ? linesOf({ ...found, standing }) : [UNKNOWN_TO_GATEWAY]);
    return found.known ? EXIT.ok : EXIT.failed;
  },
});

function linesOf({ standing, host, price, durationSeconds, pressedKey }: Omit<CallStatus, 'call'>): string[] {
  const { state = 'nothing certain yet', reason = null } = standing ?? {};
  return [
    `State:    ${state}${reason === null ? '' : ` (${reason})`}`,
    `Host:     ${host}`,
    ...(price === null ? [] : [`Price:    ${inVnd(price)}`]),
    ...(durationSeconds === null ? [] : [`Duration: ${durationSeconds} s`]),
    ...(pressedKey === null ? [] : [`Key:      ${pressedKey}`]),
  ];
}
