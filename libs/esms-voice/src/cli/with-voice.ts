import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { EsmsVoiceExtras, EsmsVoiceOptions } from '../module/esms-voice-options.js';
import { EsmsVoiceModule } from '../module/esms-voice.module.js';
import { getEsmsVoiceToken } from '../module/tokens.js';
import type { EsmsVoiceService } from '../voice/esms-voice.service.js';

@Module({})
class CommandLineModule {}

/** Hands the library's own service to the work, and stops the application after it. */
export async function withVoice<T>(
  options: EsmsVoiceOptions,
  extras: EsmsVoiceExtras,
  work: (voice: EsmsVoiceService) => Promise<T>,
): Promise<T> {
  const voiceModule = EsmsVoiceModule.forRoot({ ...options, ...extras, settlement: { enabled: false } });
  const root = { module: CommandLineModule, imports: [voiceModule] };
  const application = await NestFactory.createApplicationContext(root, { logger: false, abortOnError: false });
  try {
    return await work(application.get<EsmsVoiceService>(getEsmsVoiceToken(extras.name)));
  } finally {
    await application.close();
  }
}
