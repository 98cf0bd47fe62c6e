import { Controller, Get, Inject } from '@nestjs/common';
import { Public } from '../access/public.decorator.js';
import { SETTINGS, type Settings } from '../settings/settings.js';
import { DEMO_VERSION } from './version.js';

/** What the console must know before it asks for anything else. */
interface ConsoleSettings {
  readonly gateway: 'simulator' | 'live';
  readonly sandbox: boolean;
  /** Whether the other routes want `x-api-key`. */
  readonly needsKey: boolean;
  readonly journal: 'memory' | 'redis' | 'postgres';
  readonly version: string;
}

/** Tells how this demo is set up, and no secret of it. */
@Public()
@Controller('console/settings')
export class ConsoleSettingsController {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  @Get()
  read(): ConsoleSettings {
    const { gateway, sandbox, demoApiKey } = this.settings;
    return {
      gateway: gateway ? 'live' : 'simulator',
      sandbox,
      needsKey: demoApiKey !== null,
      journal: journalOf(this.settings),
      version: DEMO_VERSION,
    };
  }
}

function journalOf({ databaseUrl, redisUrl }: Settings): ConsoleSettings['journal'] {
  if (databaseUrl !== null) return 'postgres';
  return redisUrl === null ? 'memory' : 'redis';
}
