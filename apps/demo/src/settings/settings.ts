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

/** What a process of the demo does: `web` answers HTTP, and places calls too unless told otherwise; `worker` places calls. */
export type Role = 'web' | 'worker';

/** How calls that wait are placed; what is `undefined` is the library's default. */
export interface DispatchSettings {
  /** `false`: this process queues calls and leaves them to workers. */
  readonly work: boolean;
  readonly concurrency: number | undefined;
  /** Of the account, in all processes together. */
  readonly ratePerSecond: number | undefined;
  /** How long a job is left to a process that is silent. */
  readonly lockMs: number | undefined;
}

/** What OpenTelemetry is to do; its SDK reads the rest of the standard variables by itself. */
export interface TelemetrySettings {
  /** `false`: `OTEL_SDK_DISABLED` is true, and there are no metrics either. */
  readonly isEnabled: boolean;
  /** Whether spans are sent to a collector, and metrics. */
  readonly sendsTraces: boolean;
  readonly sendsMetrics: boolean;
}

/** The demo's settings, read and checked. */
export interface Settings {
  readonly role: Role;
  /** Where this process listens: a worker for its health alone. */
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
  /**
   * Where processes share verifications, calls that wait, and calls unless they have a database; `null`: each keeps its own.
   * May hold a password.
   */
  readonly redisUrl: string | null;
  /** `null`: no key is asked for, and only loopback may call. */
  readonly demoApiKey: string | null;
  readonly logLevel: LogLevel;
  readonly telemetry: TelemetrySettings;
  readonly dispatch: DispatchSettings;
  /** How long a call at rest is kept in Postgres after its last change. */
  readonly callsKeptDays: number;
  /** How calls that nobody reported are asked about; what is `undefined` is the library's default. */
  readonly settlement: {
    /** How long after its overall deadline a call is first asked about. */
    readonly afterDeadlineMs: number | undefined;
    readonly perSecond: number | undefined;
  };
  readonly limits: {
    readonly timeoutMs: number | undefined;
    readonly deadlineMs: number | undefined;
    readonly maxAttempts: number | undefined;
  };
  /** What the person who starts the demo should know. */
  readonly warnings: readonly string[];
}

/** Injection token of the {@link Settings}. */
export const SETTINGS = Symbol('esms-voice-demo:settings');
