import { Body, Controller, Delete, Get, HttpCode, HttpStatus, NotFoundException, Post, Query } from '@nestjs/common';
import type { EsmsSimulator } from 'nestjs-esms-voice/testing';
import { BundledSimulator } from '../gateway/bundled-simulator.js';
import { ActiveFaults, type ActiveFault } from './active-faults.js';
import { ListSimulatedCallsQuery } from './list-simulated-calls.query.js';
import { wallOf, type WallCall } from './phone-wall.js';
import { PostFaultBody } from './post-fault.body.js';

const DEFAULT_LIMIT = 200;

/** The simulated phones, and what goes wrong on the way to them; there are none where the gateway is live. */
@Controller('simulator')
export class SimulatorController {
  constructor(
    private readonly bundled: BundledSimulator,
    private readonly faults: ActiveFaults,
  ) {}

  @Get('calls')
  calls(@Query() { limit = DEFAULT_LIMIT }: ListSimulatedCallsQuery): { calls: WallCall[] } {
    return { calls: wallOf(this.simulator().latestCalls(limit)) };
  }

  @Get('faults')
  listFaults(): { active: ActiveFault[] } {
    this.simulator();
    return { active: this.faults.list() };
  }

  @Post('faults')
  addFault(@Body() { preset, share, forSeconds }: PostFaultBody): ActiveFault {
    this.simulator();
    return this.faults.add(preset, share, forSeconds);
  }

  @Delete('faults')
  @HttpCode(HttpStatus.NO_CONTENT)
  clearFaults(): void {
    this.simulator();
    this.faults.clear();
  }

  /** Forgets its calls and faults, and restores the balance. */
  @Post('reset')
  @HttpCode(HttpStatus.NO_CONTENT)
  reset(): void {
    this.simulator().reset();
    this.faults.clear();
  }

  private simulator(): EsmsSimulator {
    const { running } = this.bundled;
    if (!running) throw new NotFoundException('The gateway is live: there is no simulator.');
    return running;
  }
}
