import { BadRequestException, Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { IsISO8601, Matches } from 'class-validator';
import { IsCallPhone } from 'nestjs-esms-voice';
import type { GroupProgress } from 'nestjs-esms-voice/dispatch';
import { CampaignsService, type CampaignReport } from './campaigns.service.js';

class CampaignParams {
  @Matches(/^\d{4}-\d\d-\d\d$/)
  @IsISO8601({ strict: true })
  firstDay!: string;
}

class NumberDto {
  @IsCallPhone()
  phone!: string;
}

@Controller()
export class CampaignsController {
  constructor(private readonly campaigns: CampaignsService) {}

  /** The body is the file, as `text/csv`. */
  @Post('campaigns/:firstDay')
  @HttpCode(202)
  start(@Param() { firstDay }: CampaignParams, @Body() csv: unknown): Promise<CampaignReport> {
    if (typeof csv !== 'string') throw new BadRequestException('The body must be a file of the type text/csv.');
    return this.campaigns.start(firstDay, csv);
  }

  @Get('campaigns/:firstDay')
  progress(@Param() { firstDay }: CampaignParams): Promise<GroupProgress> {
    return this.campaigns.progress(firstDay);
  }

  @Post('do-not-call')
  @HttpCode(204)
  stopCalling(@Body() { phone }: NumberDto): Promise<void> {
    return this.campaigns.stopCalling(phone);
  }
}
