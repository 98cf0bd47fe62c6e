import { CallDesk } from './call-desk.js';
import { CallFinder } from './call-finder.js';
import { CallbackReporter } from './callback-reporter.js';
import { FaultBook } from './fault-book.js';
import { FaultyReporter } from './faulty-reporter.js';
import { HeldConnections } from './held-connections.js';
import { Ledger } from './ledger.js';
import { Ringer } from './ringer.js';
import { SeededRandom } from './seeded-random.js';
import { SimulatedAccount } from './simulated-account.js';
import type { ResolvedSimulatorOptions } from './simulator-options.js';

/** The gateway behind the wire: decides on requests and keeps what follows from them, all in memory. */
export class SimulatedGateway {
  readonly account: SimulatedAccount;
  readonly ledger: Ledger;
  readonly finder: CallFinder;
  readonly faults: FaultBook;
  /** Connections that a fault keeps waiting. */
  readonly held = new HeldConnections();
  readonly desk: CallDesk;
  private readonly reporter: FaultyReporter;
  private readonly ringer: Ringer;

  constructor(options: ResolvedSimulatorOptions) {
    this.account = new SimulatedAccount(options);
    this.ledger = new Ledger(options.maxCalls);
    this.finder = new CallFinder(this.ledger, options);
    this.faults = new FaultBook(options.seed);
    this.reporter = new FaultyReporter(new CallbackReporter(options), this.faults, options.clock);
    const { account, ledger, reporter, faults } = this;
    const random = new SeededRandom(options.seed);
    this.ringer = new Ringer({ options, account, ledger, reporter, random });
    this.desk = new CallDesk({ options, account, ledger, random, faults, ringer: this.ringer });
  }

  /** Ends every call and callback under way, and forgets all but the clock and the position in the random numbers. */
  reset(): void {
    this.halt();
    this.faults.clear();
    this.desk.reset();
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
