import { asksForControl, controlRoutes } from './control-routes.js';
import { respondFrom } from './exchange.js';
import type { FaultPlan } from './fault-plan.js';
import { gatewayRoutes, SERVICE_PATH } from './gateway-routes.js';
import type { SimulatedCall } from './simulated-call.js';
import { resolveSimulatorOptions } from './resolve-simulator-options.js';
import { SimulatedGateway } from './simulated-gateway.js';
import type { EsmsSimulatorOptions, ResolvedSimulatorOptions } from './simulator-options.js';
import { WireServer } from './wire-server.js';

/**
 * The eSMS gateway as its contract describes it, on a local port: it rings no phone and keeps a ledger of every call.
 * It places OTP, template and recording calls, reports them, and answers questions about them and about the balance.
 * The last three digits of a number decide: 001 unanswered, 002 carrier failure, 003 picked up at the first redial where
 * MaxRetry orders one, 004 rejected later, 099, 103, 108 and 140 refused with that code; all others are answered.
 */
export class EsmsSimulator {
  /** Where it listens, without a trailing slash. */
  readonly url: string;
  /** What to give a client as `restUrl`. */
  readonly restUrl: string;
  /** What to give a client as `voiceUrl`; one port speaks for both hosts. */
  readonly voiceUrl: string;

  private constructor(
    private readonly options: ResolvedSimulatorOptions,
    private readonly gateway: SimulatedGateway,
    private readonly server: WireServer,
  ) {
    this.url = server.url;
    this.restUrl = `${server.url}${SERVICE_PATH}`;
    this.voiceUrl = this.restUrl;
  }

  /** @throws Error that names every bad option, or the error of listening (EADDRINUSE, …) */
  static async start(options: EsmsSimulatorOptions = {}): Promise<EsmsSimulator> {
    const resolved = resolveSimulatorOptions(options);
    const gateway = new SimulatedGateway(resolved);
    const routes = [...gatewayRoutes(gateway), ...controlRoutes(gateway, resolved)];
    const { faults } = gateway;
    const guard = {
      isWatching: () => faults.watchesConnections,
      resets: (firstBytes: string) => !asksForControl(firstBytes) && faults.resetsConnection(),
    };
    const { host, port } = resolved;
    const server = await WireServer.listen(host, port, (request) => respondFrom(routes, request), guard);
    return new EsmsSimulator(resolved, gateway, server);
  }

  get apiKey(): string {
    return this.options.apiKey;
  }

  get secretKey(): string {
    return this.options.secretKey;
  }

  /** Everything random repeats with it. */
  get seed(): number {
    return this.options.seed;
  }

  /** What is left on the account, in VND. */
  get balance(): number {
    return this.gateway.account.balance;
  }

  /** Every call it was asked for, oldest first: a copy that later events do not change. */
  calls(): SimulatedCall[] {
    return this.gateway.ledger.calls();
  }

  /** The newest of them, newest first. @param count how many at most */
  latestCalls(count: number): SimulatedCall[] {
    return this.gateway.ledger.latestCalls(count);
  }

  /** The call of this request id, as it stands now. */
  call(requestId: string): SimulatedCall | undefined {
    return this.gateway.ledger.call(requestId);
  }

  /**
   * Has the wire fail from now on as this plan says, in the place of the plan before; see `FaultPlan`.
   * @throws Error that names every problem of the plan; the plan before then stays
   */
  setFaults(plan: FaultPlan): void {
    this.gateway.faults.set(plan);
  }

  /** Has nothing fail from now on; what a fault holds up already stays so until `reset` or `stop`. */
  clearFaults(): void {
    this.gateway.faults.clear();
  }

  /**
   * Ends every call and callback under way, cuts what a fault holds up, forgets calls, used ids and faults,
   * and restores the balance; time stays.
   */
  reset(): void {
    this.gateway.reset();
    this.server.reopen();
  }

  /**
   * Moves its clock forward; calls that fall due are dialled and finished before this returns, in order.
   * @throws RangeError unless `ms` is a number from 0 to ten years
   */
  advanceClock(ms: number): void {
    this.options.clock.advance(ms);
  }

  /** Ends every call and callback under way and frees the port; the ledger stays readable. */
  async stop(): Promise<void> {
    this.gateway.halt();
    await this.server.close();
    // A request that was answered while the port closed may have placed a call.
    this.gateway.halt();
  }
}
