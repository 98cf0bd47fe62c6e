import { Injectable } from '@nestjs/common';

/** Stands for the table that you have; numbers in national form, `0901888484`. */
@Injectable()
export class DoNotCallList {
  private readonly phones = new Set<string>();

  add(phone: string): void {
    this.phones.add(phone);
  }

  has(phone: string): boolean {
    return this.phones.has(phone);
  }
}
