/** What `useFactory` returns; every option has a default. */
export interface EsmsHealthOptions {
  /** How long a store, or the first question to the gateway, is waited for, in milliseconds. @default 1000 */
  answerMs?: number | undefined;
  /** How old the gateway's latest answer may be before it is asked again, behind the back of whoever asks us. @default 60000 */
  askGatewayEveryMs?: number | undefined;
  /** `false`: the gateway is never asked. @default true */
  askGateway?: boolean | undefined;
  /** `false`: callbacks reach other processes, as those of a worker do. @default true */
  expectCallbacks?: boolean | undefined;
  /** So many calls accepted here, and no callback since the first of them … @default 20 */
  quietCalls?: number | undefined;
  /** … for so long, in milliseconds: callbacks do not arrive. @default 600000 */
  quietMs?: number | undefined;
}

/** The options with every default applied. */
export type ResolvedHealthOptions = Readonly<{
  [Name in keyof EsmsHealthOptions]-?: NonNullable<EsmsHealthOptions[Name]>;
}>;

/** Builds the options, for `useClass` and `useExisting`. */
export interface EsmsHealthOptionsFactory {
  createEsmsHealthOptions(): EsmsHealthOptions | Promise<EsmsHealthOptions>;
}

/** What stands beside the factory. */
export interface EsmsHealthExtras {
  /** @default false */
  isGlobal?: boolean | undefined;
}
