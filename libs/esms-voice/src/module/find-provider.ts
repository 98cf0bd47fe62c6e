import type { Type } from '@nestjs/common';
import type { ModuleRef } from '@nestjs/core';

/** What a module of the application provides under this token, whichever it is; `null` where none does. */
export function findProvider<T>(modules: ModuleRef, token: symbol | Type<T>): T | null {
  try {
    return modules.get<T>(token as symbol, { strict: false });
  } catch {
    return null;
  }
}
