import { defineCommand } from './command.js';
import { EXIT } from './exit-code.js';
import { announcement, placeProblems, serveSimulator, whyNotListening } from './serve-simulator.js';
import { untilSignal } from './until-signal.js';
import { UsageError } from './usage.error.js';

export const simulate = defineCommand({
  about: [
    'Runs a simulator of the gateway until Ctrl-C. It rings no phone and keeps a ledger; its keys are simulator and simulator.',
    'The last three digits of a number decide: 001 unanswered, 002 carrier failure, 004 rejected later, 099, 103, 108 and',
    '140 refused with that code; all others are answered.',
  ],
  reads: ['PORT', 'HOST'],
  options: {
    port: { value: 'PORT', about: 'where it listens; 0 takes any free port (4010)' },
    host: { value: 'HOST', about: 'the address it listens on (127.0.0.1)' },
  },
  async run({ options: { port, host }, output, around: { env } }) {
    const place = { PORT: port ?? env['PORT'], HOST: host ?? env['HOST'] };
    const problems = placeProblems(place);
    if (problems.length > 0) throw new UsageError(problems);
    const simulator = await serveSimulator(place).catch((error: unknown) => whyNotListening(error));
    if (typeof simulator === 'string') {
      const message = `The simulator cannot start: ${simulator}`;
      output.problem({ error: { code: 'NOT_LISTENING', message } }, [message]);
      return EXIT.failed;
    }
    const stopped = untilSignal();
    const { url, restUrl, voiceUrl } = simulator;
    output.print({ url, restUrl, voiceUrl, ledger: `${url}/_simulator/calls` }, announcement(simulator));
    await stopped;
    await simulator.stop();
    return EXIT.ok;
  },
});
