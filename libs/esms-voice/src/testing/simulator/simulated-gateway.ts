import { CallbackReporter } from './callback-reporter.js';
import { FaultBook } from './fault-book.js';
import { FaultyReporter } from './faulty-reporter.js';
import { balanceKnown, balanceRefused, type ReplyBody } from './gateway-replies.js';
import { HeldConnections } from './held-connections.js';
import { parseJsonObject, textField } from './json-body.js';
import { Ledger } from './ledger.js';
import { type OtpArrival, OtpDesk } from './otp-desk.js';
import { UNREADABLE, WRONG_KEYS } from './otp-rules.js';
import { Ringer } from './ringer.js';
import { SeededRandom } from './seeded-random.js';
import { SimulatedAccount } from './simulated-account.js';
import type { ResolvedSimulatorOptions } from './simulator-options.js';

/** The gateway behind the wire: decides on requests and keeps what follows from them, all in memory. */
export class SimulatedGateway {
  readonly account: SimulatedAccount;
  readonly ledger: Ledger;
  readonly faults: FaultBook;
  /** Connections that a fault keeps waiting. */
  readonly held = new HeldConnections();
  private readonly reporter: FaultyReporter;
  private readonly ringer: Ringer;
  private readonly otpDesk: OtpDesk;

  constructor(options: ResolvedSimulatorOptions) {
    this.account = new SimulatedAccount(options);
    this.ledger = new Ledger(options.maxCalls);
    this.faults = new FaultBook(options.seed);
    this.reporter = new FaultyReporter(new CallbackReporter(options), this.faults, options.clock);
    const { account, ledger, reporter, faults } = this;
    const random = new SeededRandom(options.seed);
    this.ringer = new Ringer({ options, account, ledger, reporter, random });
    this.otpDesk = new OtpDesk({ options, account, ledger, random, faults, ringer: this.ringer });
  }

  /** Takes in the body of an OTP call (contract, section 1). */
  receiveOtpCall(body: string): OtpArrival {
    return this.otpDesk.receive(body);
  }

  /** Answers the body of a question for the balance (contract, section 3). */
  tellBalance(body: string): ReplyBody {
    const keys = decodeKeys(body);
    if (!keys) return balanceRefused(UNREADABLE);
    const isOwner = this.account.owns(keys.apiKey, keys.secretKey);
    return isOwner ? balanceKnown(this.account.balance) : balanceRefused(WRONG_KEYS);
  }

  /** Ends every call and callback under way, and forgets all but the clock and the position in the random numbers. */
  reset(): void {
    this.halt();
    this.faults.clear();
    this.otpDesk.reset();
    this.ledger.clear();
    this.account.reset();
  }

  /** Ends every call, callback and waiting connection; the ledger stays readable. */
  halt(): void {
    this.held.releaseAll();
    this.ringer.cancelAll();
    this.reporter.cancelAll();
  }
}

function decodeKeys(body: string): { apiKey: string; secretKey: string } | undefined {
  const fields = parseJsonObject(body);
  if (!fields) return undefined;
  try {
    return { apiKey: textField(fields, 'ApiKey'), secretKey: textField(fields, 'SecretKey') };
  } catch {
    return undefined;
  }
}
