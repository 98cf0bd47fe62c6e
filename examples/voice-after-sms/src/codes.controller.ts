import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { IsIn, IsUUID } from 'class-validator';
import { IsCallPhone } from 'nestjs-esms-voice';
import { CodeMessages } from './code-messages.service.js';

class SendCodeDto {
  @IsCallPhone()
  phone!: string;
}

class SmsReportDto {
  @IsUUID()
  messageId!: string;

  @IsIn(['delivered', 'failed'])
  status!: 'delivered' | 'failed';
}

@Controller()
export class CodesController {
  constructor(private readonly messages: CodeMessages) {}

  @Post('codes')
  async send(@Body() { phone }: SendCodeDto): Promise<{ messageId: string }> {
    return { messageId: await this.messages.send(phone) };
  }

  /** The provider's webhook. Check its signature here, as your provider describes it. */
  @Post('webhooks/sms')
  @HttpCode(204)
  async report(@Body() { messageId, status }: SmsReportDto): Promise<void> {
    if (status === 'failed') await this.messages.onFailed(messageId);
    else this.messages.onDelivered(messageId);
  }
}
