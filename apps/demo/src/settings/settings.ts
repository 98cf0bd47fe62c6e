import type { NamedKey } from 'nestjs-esms-voice';

/** Pino's levels, from the rarest to the most talkative; `silent` prints nothing. */
export const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

/** One of {@link LOG_LEVELS}. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The live gateway's keys and hosts. */
export interface LiveGateway {
  readonly apiKey: string;
  readonly secretKey: string;
  readonly restUrl?: string;
  readonly voiceUrl?: string;
}

/** The demo's settings, read and checked. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  /** `null`: the bundled simulator. */
  readonly gateway: LiveGateway | null;
  readonly sandbox: boolean;
  /** The balance is called low when it is good for fewer calls than this; 0: it is not watched. */
  readonly lowBalanceCalls: number;
  /** `none`: no CallbackUrl is sent. */
  readonly publicUrl: string;
  readonly callbackKeys: readonly NamedKey[];
  /** `null`: derived from the first callback key. */
  readonly dataKeys: readonly NamedKey[] | null;
  /** Where calls are kept; `null`: in Redis, or in memory where there is none. Holds a password. */
  readonly databaseUrl: string | null;
  /** Where processes share verifications, and calls unless they have a database; `null`: each keeps its own. May hold a password. */
  readonly redisUrl: string | null;
  /** `null`: no key is asked for, and only loopback may call. */
  readonly demoApiKey: string | null;
  readonly logLevel: LogLevel;
  readonly limits: {
    readonly timeoutMs?: number;
    readonly deadlineMs?: number;
    readonly maxAttempts?: number;
  };
  /** What the person who starts the demo should know. */
  readonly warnings: readonly string[];
}

/** Injection token of the {@link Settings}. */
export const SETTINGS = Symbol('esms-voice-demo:settings');
