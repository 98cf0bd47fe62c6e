import type { SimulatorClock } from './simulator-clock.js';

/** The open points of the contract (section 6 and the word *open*), each of which a test can choose both ways. */
export interface SimulatorSwitches {
  /** Which callback family reports an OTP call. @default 'sms' */
  otpReportFamily?: 'sms' | 'voice';
  /** Whether a refused try uses its RequestId up for 24 hours. @default false */
  refusedUsesRequestId?: boolean;
  /** When the SMS family repeats a callback; the voice family always does so on anything but 200. @default 'timeout' */
  smsRepeatsOn?: 'timeout' | 'not-200';
  /** Whether a RequestId that was used at one host is used up at the other one, too. @default 'shared' */
  idWindow?: 'shared' | 'per-host';
  /**
   * Whether a report of the voice family takes the names that stand in the CallbackUrl without a value, and all names
   * where none does, or is appended whatever stands there. Own parameters stay. @default 'fill-in'
   */
  callbackNames?: 'fill-in' | 'append';
  /**
   * Which hosts tell what became of an OTP call; the other one answers 105. Template and recording calls: the voice
   * host always, the rest host unless this is `voice`. The list of sent calls has every call. @default 'both'
   */
  statusHosts?: 'both' | 'rest' | 'voice';
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
  /** How soon after placing a call its status is told; before that the answer is 105. @default 1,000 */
  statusAfterMs?: number;
  /** Ids of the templates that exist; any other answers 104. @default 'any': every id but 0 and 404 */
  templates?: readonly string[] | 'any';
  /** Ids of the recordings that exist; any other answers 106. @default 'any': every id but 0 and 404 */
  recordings?: readonly string[] | 'any';
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
