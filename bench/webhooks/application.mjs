import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';

const ADAPTERS = { fastify: FastifyAdapter, express: ExpressAdapter };

/** An application on one of the adapters, each as it comes. */
export const createApplication = (module, adapter) =>
  NestFactory.create(module, new ADAPTERS[adapter](), { logger: false });

/** What TypeScript does for a decorated method. */
export function decorateMethod({ prototype }, name, decorator) {
  decorator(prototype, name, Object.getOwnPropertyDescriptor(prototype, name));
}
