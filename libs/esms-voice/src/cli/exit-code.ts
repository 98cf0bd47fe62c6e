/** How the program ends; the help of every command lists them. */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  settings: 3,
  unreachable: 4,
  outcomeUnknown: 5,
  bug: 70,
} as const;

/** One of {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What each exit code says, as the help prints it. */
export const EXIT_MEANINGS: Readonly<Record<ExitCode, string>> = {
  [EXIT.ok]: 'done; every check passed',
  [EXIT.failed]: 'a check failed, or the gateway or the receiver said no',
  [EXIT.usage]: 'wrong usage: an unknown command, option or value',
  [EXIT.settings]: 'a setting is missing or wrong',
  [EXIT.unreachable]: 'no answer: nothing rang and nothing was changed',
  [EXIT.outcomeUnknown]: 'nobody can say whether the phone rings: repeat with the same --request-id',
  [EXIT.bug]: 'a bug of this program',
};
