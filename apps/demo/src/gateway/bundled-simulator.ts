import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { EsmsSimulator } from 'nestjs-esms-voice/testing';
import { isLoopback } from '../settings/environment.js';
import type { LiveGateway, Settings } from '../settings/settings.js';

/** VND: good for a batch of the largest size, and some. */
const BALANCE = 100_000_000;

/** The gateway's simulator on a free port of loopback, for the life of the application. */
@Injectable()
export class BundledSimulator implements OnApplicationShutdown {
  private simulator: EsmsSimulator | null = null;

  /** `null` where the gateway is live. */
  get running(): EsmsSimulator | null {
    return this.simulator;
  }

  /** Where its ledger of calls is read; `null` where the gateway is live. */
  get ledgerUrl(): string | null {
    return this.simulator && new URL('/_simulator/calls', this.simulator.restUrl).href;
  }

  /** Calls back to the demo wherever it listens. */
  async start({ publicUrl }: Settings): Promise<LiveGateway> {
    const allowRemoteCallbacks = publicUrl !== 'none' && !isLoopback(new URL(publicUrl).hostname);
    this.simulator = await EsmsSimulator.start({ allowRemoteCallbacks, balance: BALANCE });
    const { apiKey, secretKey, restUrl, voiceUrl } = this.simulator;
    return { apiKey, secretKey, restUrl, voiceUrl };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.simulator?.stop();
  }
}
