/** An option of a command, as the help shows it. */
export interface OptionSpec {
  /** What stands for the value in the help; absent: the option is a switch. */
  readonly value?: string;
  /** One letter that does the same. */
  readonly short?: string;
  readonly about: string;
  readonly isRequired?: boolean;
}

/** The options of a command by name, without their dashes. */
export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** The options that a user gave: a text, or `true` for a switch. */
export type GivenOptions<Specs extends OptionSpecs> = {
  readonly [Name in keyof Specs]?: Specs[Name] extends { readonly value: string } ? string : true;
};

/** What every command takes. */
export const COMMON_OPTIONS = {
  json: { about: 'print JSON for machines' },
  help: { short: 'h', about: 'print this help' },
} as const satisfies OptionSpecs;

export const ACCOUNT_OPTION = {
  value: 'NAME',
  about: 'the name that the module was given, where it was given one (default)',
} as const satisfies OptionSpec;

export const PATH_OPTION = {
  value: 'ROUTE',
  about: 'route of the webhook, a global prefix included (webhooks/esms)',
} as const satisfies OptionSpec;
