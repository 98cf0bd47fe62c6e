import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { EsmsSimulator } from 'nestjs-esms-voice/testing';
import type { LiveGateway } from '../settings/settings.js';

/** The gateway's simulator on a free port of loopback, for the life of the application. */
@Injectable()
export class BundledSimulator implements OnApplicationShutdown {
  private simulator: EsmsSimulator | null = null;

  async start(): Promise<LiveGateway> {
    this.simulator = await EsmsSimulator.start();
    const { apiKey, secretKey, restUrl, voiceUrl } = this.simulator;
    return { apiKey, secretKey, restUrl, voiceUrl };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.simulator?.stop();
  }
}
