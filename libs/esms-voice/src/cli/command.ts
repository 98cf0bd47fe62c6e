import type { ExitCode } from './exit-code.js';
import type { OptionSpecs } from './option-specs.js';
import type { Output, Streams } from './output.js';
import type { AllOptions } from './parse-options.js';

/** The process around a command. */
export interface Surroundings extends Streams {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: NodeJS.ReadStream;
}

/** What a command runs with. */
export interface CommandContext<Specs extends OptionSpecs = OptionSpecs> {
  readonly options: AllOptions<Specs>;
  readonly output: Output;
  readonly around: Surroundings;
}

/** One command of the program. */
export interface Command<Specs extends OptionSpecs = OptionSpecs> {
  /** What it does, one paragraph a line. */
  readonly about: readonly string[];
  /** Environment variables that it reads. */
  readonly reads?: readonly string[];
  readonly options: Specs;
  run(context: CommandContext<Specs>): Promise<ExitCode>;
}

/** Keeps the types of the options that a command declares. */
export const defineCommand = <const Specs extends OptionSpecs>(command: Command<Specs>): Command => command;
