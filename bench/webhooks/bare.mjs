import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { createApplication, decorateMethod } from './application.mjs';

/** The floor: a route of the same shape that answers at once. */
export class PlainController {
  receive() {
    return 'OK';
  }
}
Controller('plain')(PlainController);
decorateMethod(PlainController, 'receive', Get(':token'));

class PlainModule {}
Module({ controllers: [PlainController] })(PlainModule);

export async function create({ adapter }) {
  return { app: await createApplication(PlainModule, adapter), path: 'plain' };
}
