import { hash } from 'node:crypto';

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;
/** Longer texts get a buffer of their own. */
const SCRATCH_BYTES = 1024;
const INNER_PAD = 0x36;
const OUTER_PAD = 0x5c;

/**
 * HMAC-SHA-256 under one key (RFC 2104), on Node's one-shot hash: `createHmac` makes a stream for each text, which costs
 * four times as much.
 */
export class HmacSha256 {
  // Hard private fields stay out of `util.inspect`.
  readonly #inner: Buffer;
  readonly #outer: Buffer;
  readonly #mac = Buffer.alloc(DIGEST_BYTES);
  /** The inner text's bytes by their number: a view of a buffer costs as much as half a hash, and few lengths come. */
  readonly #views: Uint8Array[] = [];

  /** @param key one that is longer than a block of 64 bytes is hashed first, as the standard says. */
  constructor(key: Uint8Array) {
    const block = key.length > BLOCK_BYTES ? hash('sha256', key, 'buffer') : key;
    this.#inner = padded(block, INNER_PAD, SCRATCH_BYTES);
    this.#outer = padded(block, OUTER_PAD, DIGEST_BYTES);
  }

  /** Of the text's UTF-8 bytes, in base64url. */
  base64url(text: string): string {
    return hash('sha256', this.outerOf(text), 'base64url');
  }

  /** Its first bytes, so many, in base64url. */
  truncated(text: string, bytes: number): string {
    this.#mac.write(hash('sha256', this.outerOf(text), 'binary'), 'binary');
    return this.#mac.toString('base64url', 0, bytes);
  }

  private outerOf(text: string): Uint8Array {
    this.#outer.write(hash('sha256', this.innerOf(text), 'binary'), BLOCK_BYTES, 'binary');
    return this.#outer;
  }

  private innerOf(text: string): Uint8Array {
    const inner = this.#inner;
    // A UTF-16 code unit has three bytes in UTF-8 at most.
    if (text.length * 3 > SCRATCH_BYTES) return Buffer.concat([inner.subarray(0, BLOCK_BYTES), Buffer.from(text)]);
    const length = inner.write(text, BLOCK_BYTES);
    return (this.#views[length] ??= inner.subarray(0, BLOCK_BYTES + length));
  }
}

function padded(key: Uint8Array, pad: number, room: number): Buffer {
  const block = Buffer.alloc(BLOCK_BYTES + room);
  block.set(key);
  for (let i = 0; i < BLOCK_BYTES; i += 1) block[i]! ^= pad;
  return block;
}
