import { Module } from '@nestjs/common';
import { SETTINGS, type LiveGateway, type Settings } from '../settings/settings.js';
import { BundledSimulator } from './bundled-simulator.js';

/** Injection token of the {@link LiveGateway} that this process talks to, live or simulated. */
export const GATEWAY = Symbol('esms-voice-demo:gateway');

/** Gives the application its gateway: the live one where there are keys, else a simulator inside this process. */
@Module({
  providers: [
    BundledSimulator,
    {
      provide: GATEWAY,
      inject: [SETTINGS, BundledSimulator],
      useFactory: (settings: Settings, simulator: BundledSimulator): LiveGateway | Promise<LiveGateway> =>
        settings.gateway ?? simulator.start(settings),
    },
  ],
  exports: [GATEWAY, BundledSimulator],
})
export class GatewayModule {}
