import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Ip, Param, Post, Res } from '@nestjs/common';
import {
  CheckVerificationDto,
  EsmsVerificationService,
  StartVerificationDto,
  VerificationNotFoundError,
  type CheckedVerification,
  type StartedVerification,
  type VerificationStanding,
} from 'nestjs-esms-voice/verification';

const DEFAULT_PURPOSE = 'login';

/** Verifies phone numbers: what a login form needs. */
@Controller('verifications')
export class VerificationsController {
  constructor(private readonly verification: EsmsVerificationService) {}

  /** 201 where the number is rung; 200 with the same verification while it must wait. */
  @Post()
  async start(
    @Body() { phone, purpose = DEFAULT_PURPOSE }: StartVerificationDto,
    @Ip() ip: string,
    @Res({ passthrough: true }) reply: { status(code: number): unknown },
  ): Promise<StartedVerification> {
    const started = await this.verification.start({ phone, purpose, ip });
    if (!started.called) reply.status(HttpStatus.OK);
    return started;
  }

  @Get(':id')
  async find(@Param('id') verificationId: string): Promise<VerificationStanding> {
    const standing = await this.verification.find(verificationId);
    if (!standing) throw new VerificationNotFoundError();
    return standing;
  }

  @Post(':id/check')
  @HttpCode(HttpStatus.OK)
  async check(
    @Param('id') verificationId: string,
    @Body() { code }: CheckVerificationDto,
  ): Promise<CheckedVerification> {
    const checked = await this.verification.check({ verificationId, code });
    if (checked.status === 'not-found') throw new VerificationNotFoundError();
    return checked;
  }

  @Delete(':id')
  @HttpCode(HttpStatus.NO_CONTENT)
  async cancel(@Param('id') verificationId: string): Promise<void> {
    await this.verification.cancel({ verificationId });
  }
}
