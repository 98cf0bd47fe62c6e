import type { SimulatorClock } from './simulator-clock.js';

/** The open points of the contract (section 6 and the word *open*), each of which a test can choose both ways. */
export interface SimulatorSwitches {
  /** Which callback family reports an OTP call. @default 'sms' */
  otpReportFamily?: 'sms' | 'voice';
  /** Whether a refused try uses its RequestId up for 24 hours. @default false */
  refusedUsesRequestId?: boolean;
  /** When the SMS family repeats a callback; the voice family always does so on anything but 200. @default 'timeout' */
  smsRepeatsOn?: 'timeout' | 'not-200';
}

/** What `EsmsSimulator.start` takes; everything has a default. */
export interface EsmsSimulatorOptions {
  /** 0 takes any free port. @default 0 */
  port?: number;
  /** @default '127.0.0.1' */
  host?: string;
  /** Everything random repeats with it. @default a new one each time, so that call ids differ between processes */
  seed?: number;
  /** @default real time, movable by `advanceClock` */
  clock?: SimulatorClock;
  /** Any other pair of keys is answered with 101. @default 'simulator' */
  apiKey?: string;
  /** @default 'simulator' */
  secretKey?: string;
  /** VND. @default 1,000,000 */
  balance?: number;
  /** VND, taken when a call is accepted and given back when it is not delivered. @default 850 */
  pricePerCall?: number;
  /** From dialling to the final state, on the simulator's clock. @default 1,500 */
  answerAfterMs?: number;
  /** How long a receiver of callbacks may take, in real time. @default 10,000 */
  callbackTimeoutMs?: number;
  /** Spacings of the repeats, on the simulator's clock; n of them make n + 1 deliveries at most. @default 1, 2, 4, 8, 16 s */
  callbackRetryDelaysMs?: readonly number[];
  /** Whether a CallbackUrl that is not loopback is fetched. @default false */
  allowRemoteCallbacks?: boolean;
  /** How many calls the ledger holds; the oldest finished ones go first. @default 100,000 */
  maxCalls?: number;
  switches?: SimulatorSwitches;
}

/** Options with every default applied. */
export type ResolvedSimulatorOptions = Readonly<
  Required<Omit<EsmsSimulatorOptions, 'switches'>> & { switches: Readonly<Required<SimulatorSwitches>> }
>;
