import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { toNodeHandler } from 'better-auth/node';
import { AppModule, AUTH } from './app.module.js';
import type { Auth } from './auth.js';

/** The application with better-auth under `/api/auth`. */
export async function createApp(): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule);
  // Before Nest's own parsers, which begin at `listen`: better-auth reads the body itself.
  app.use('/api/auth', toNodeHandler(app.get<Auth>(AUTH)));
  return app;
}
