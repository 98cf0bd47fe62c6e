import { ConflictException, Injectable } from '@nestjs/common';
import { randomBytes, randomUUID, scrypt as scryptWithCallback, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const scrypt = promisify<string, Buffer, number, Buffer>(scryptWithCallback);
const HASH_BYTES = 64;

export interface User {
  readonly id: string;
  readonly email: string;
  readonly phone: string;
  readonly salt: Buffer;
  readonly passwordHash: Buffer;
}

/** Stands for the table of users that you have. */
@Injectable()
export class UsersService {
  private readonly byEmail = new Map<string, User>();

  async register(email: string, password: string, phone: string): Promise<User> {
    const salt = randomBytes(16);
    const user = { id: randomUUID(), email, phone, salt, passwordHash: await scrypt(password, salt, HASH_BYTES) };
    if (this.byEmail.has(email)) throw new ConflictException('This address has an account.');
    this.byEmail.set(email, user);
    return user;
  }

  /** The user of this address, where the password is theirs. */
  async authenticate(email: string, password: string): Promise<User | null> {
    const user = this.byEmail.get(email);
    const hash = await scrypt(password, user?.salt ?? randomBytes(16), HASH_BYTES);
    return user && timingSafeEqual(hash, user.passwordHash) ? user : null;
  }
}
