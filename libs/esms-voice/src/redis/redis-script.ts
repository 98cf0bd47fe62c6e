import { createHash } from 'node:crypto';

/** A script of a Redis server, and the hash that names it there. */
export class RedisScript {
  readonly sha1: string;

  constructor(readonly source: string) {
    this.sha1 = createHash('sha1').update(source).digest('hex');
  }
}
