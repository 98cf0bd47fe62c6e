import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access/access.guard.js';
import { BalanceController } from './account/balance.controller.js';
import { BatchesController } from './batches/batches.controller.js';
import { CallsController } from './calls/calls.controller.js';
import { PlaceCallsController } from './calls/place-calls.controller.js';
import { CoreModule } from './core.module.js';
import { DocsController } from './docs/docs.controller.js';
import { OpenApi } from './docs/open-api.service.js';
import { EventClients } from './events/event-clients.service.js';
import { EventsController } from './events/events.controller.js';
import { GatewayModule } from './gateway/gateway.module.js';
import { HealthController } from './health/health.controller.js';
import type { Settings } from './settings/settings.js';
import { ActiveFaults } from './simulator/active-faults.js';
import { SimulatorController } from './simulator/simulator.controller.js';
import { CallStats } from './stats/call-stats.service.js';
import { StatsController } from './stats/stats.controller.js';
import { MetricsController } from './telemetry/metrics.controller.js';
import { TelemetryModule } from './telemetry/telemetry.module.js';
import { VerificationsController } from './verification/verifications.controller.js';
import { ConsoleController } from './web/console.controller.js';
import { ConsoleSettingsController } from './web/console-settings.controller.js';
import { WebhookController } from './webhook/webhook.controller.js';

const WEB = [
  PlaceCallsController,
  CallsController,
  BatchesController,
  VerificationsController,
  BalanceController,
  EventsController,
  SimulatorController,
  StatsController,
  HealthController,
  MetricsController,
  WebhookController,
  ConsoleController,
  ConsoleSettingsController,
  DocsController,
];
const WEB_PROVIDERS = [EventClients, ActiveFaults, CallStats, OpenApi];
/** A worker answers nobody but those who ask whether it works. */
const WORKER = [HealthController, MetricsController];

/** The reference application: places calls over HTTP and from the queue, and receives the gateway's callbacks. */
@Module({})
export class AppModule {
  static forSettings(settings: Settings): DynamicModule {
    return {
      module: AppModule,
      imports: [CoreModule.forSettings(settings), GatewayModule, TelemetryModule],
      controllers: settings.role === 'web' ? WEB : WORKER,
      providers: [{ provide: APP_GUARD, useClass: AccessGuard }, ...(settings.role === 'web' ? WEB_PROVIDERS : [])],
    };
  }
}
