import { Module, ValidationPipe } from '@nestjs/common';
import { APP_FILTER, APP_PIPE, NestFactory } from '@nestjs/core';
import { EsmsVoiceExceptionFilter } from 'nestjs-esms-voice';
import { busOptions } from './call-moves.js';
import { CallsController } from './calls.controller.js';
import { CoreModule } from './core.module.js';

@Module({
  imports: [CoreModule.forRole({ work: false })],
  controllers: [CallsController],
  providers: [
    { provide: APP_PIPE, useFactory: () => new ValidationPipe({ transform: true }) },
    { provide: APP_FILTER, useClass: EsmsVoiceExceptionFilter },
  ],
})
class WebModule {}

// Whoever looks on keeps a connection open, which a stop would else wait for.
const app = await NestFactory.create(WebModule, { forceCloseConnections: true });
app.enableShutdownHooks();
app.connectMicroservice(busOptions(), { inheritAppConfig: false });
await app.startAllMicroservices();
await app.listen(process.env.PORT ?? 3000);
console.log('The web process is ready.');
