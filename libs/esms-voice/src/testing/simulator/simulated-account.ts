import type { ResolvedSimulatorOptions } from './simulator-options.js';

type AccountOptions = Pick<ResolvedSimulatorOptions, 'apiKey' | 'secretKey' | 'balance' | 'pricePerCall'>;

/** The one account of the simulator: its keys and its money, in VND. */
export class SimulatedAccount {
  private money: number;

  constructor(private readonly options: AccountOptions) {
    this.money = options.balance;
  }

  get balance(): number {
    return this.money;
  }

  get pricePerCall(): number {
    return this.options.pricePerCall;
  }

  owns(apiKey: string, secretKey: string): boolean {
    return apiKey === this.options.apiKey && secretKey === this.options.secretKey;
  }

  canPay(): boolean {
    return this.money >= this.options.pricePerCall;
  }

  charge(): void {
    this.money -= this.options.pricePerCall;
  }

  refund(): void {
    this.money += this.options.pricePerCall;
  }

  reset(): void {
    this.money = this.options.balance;
  }
}
