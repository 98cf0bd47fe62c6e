import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CoreModule } from './core.module.js';

@Module({ imports: [CoreModule.forRole({ work: true })] })
class WorkerModule {}

const app = await NestFactory.createApplicationContext(WorkerModule);
app.enableShutdownHooks();
console.log('The worker is ready.');
