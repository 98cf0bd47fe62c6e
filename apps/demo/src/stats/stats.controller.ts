import { Controller, Get } from '@nestjs/common';
import { CallStats } from './call-stats.service.js';
import type { Stats } from './stats.js';

/** Tells how calls have gone of late. */
@Controller('stats')
export class StatsController {
  constructor(private readonly stats: CallStats) {}

  @Get()
  read(): Stats {
    return this.stats.read();
  }
}
