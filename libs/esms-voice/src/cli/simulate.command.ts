import { defineCommand } from './command.js';
import { EXIT } from './exit-code.js';
import {
  announcement,
  type ListeningPlace,
  type PlaceNames,
  placeProblems,
  serveSimulator,
  whyNotListening,
} from './serve-simulator.js';
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
    'answer-after': { value: 'MS', about: 'how long a call rings (1500)' },
    'remote-callbacks': { about: 'fetch the CallbackUrls of other machines, too' },
  },
  async run({ options: { port, host, ...rest }, output, around: { env } }) {
    const place = { PORT: port ?? env['PORT'], HOST: host ?? env['HOST'] };
    const names = namesOf(place, { PORT: port, HOST: host });
    const problems = [...placeProblems(place, names), ...waitProblems(rest['answer-after'])];
    if (problems.length > 0) throw new UsageError(problems);
    const simulator = await serveSimulator(place, {
      ...(rest['answer-after'] === undefined ? {} : { answerAfterMs: Number(rest['answer-after']) }),
      allowRemoteCallbacks: rest['remote-callbacks'] ?? false,
    }).catch((error: unknown) => whyNotListening(error, names));
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

/** A value of the environment is called by its variable, any other one by its option. */
const namesOf = (place: ListeningPlace, typed: ListeningPlace): PlaceNames => ({
  PORT: typed.PORT === undefined && place.PORT !== undefined ? 'PORT' : '--port',
  HOST: typed.HOST === undefined && place.HOST !== undefined ? 'HOST' : '--host',
});

const waitProblems = (text: string | undefined): string[] =>
  text === undefined || /^\d{1,9}$/.test(text) ? [] : ['--answer-after must be a whole number of milliseconds'];
