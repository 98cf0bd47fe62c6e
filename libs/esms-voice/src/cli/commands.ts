import type { Command } from './command.js';

/** A command that is loaded when it is called: most of them need Nest, and the help does not. */
export interface CommandEntry {
  /** One line for the list of commands. */
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** Every command by its words. */
export const COMMANDS: Readonly<Record<string, CommandEntry>> = {
  doctor: {
    summary: 'check the settings, the account, the gateway and the callback URL',
    load: async () => (await import('./doctor.command.js')).doctor,
  },
  key: {
    summary: 'make a key for CALLBACK_KEYS or DATA_KEYS',
    load: async () => (await import('./key.command.js')).key,
  },
  balance: {
    summary: 'ask what is left on the account',
    load: async () => (await import('./balance.command.js')).balance,
  },
  call: {
    summary: 'place one OTP call: it rings a phone',
    load: async () => (await import('./call.command.js')).call,
  },
  status: {
    summary: 'ask what became of a call',
    load: async () => (await import('./status.command.js')).status,
  },
  simulate: {
    summary: 'run a simulator of the gateway that rings nobody',
    load: async () => (await import('./simulate.command.js')).simulate,
  },
  'callbacks listen': {
    summary: 'receive callbacks and print them',
    load: async () => (await import('./callbacks-listen.command.js')).callbacksListen,
  },
  'callbacks replay': {
    summary: 'sign callbacks anew and send them to a local address',
    load: async () => (await import('./callbacks-replay.command.js')).callbacksReplay,
  },
};

/** The command that the arguments begin with, and the arguments after it. */
export function findCommand(args: readonly string[]): { name: string; rest: readonly string[] } | null {
  const name = [args.slice(0, 2).join(' '), args[0] ?? ''].find((words) => Object.hasOwn(COMMANDS, words));
  return name === undefined ? null : { name, rest: args.slice(name.split(' ').length) };
}
