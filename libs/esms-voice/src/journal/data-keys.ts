import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import { HmacSha256 } from './hmac.js';
import { safeEqualText } from './safe-equal.js';

/** A named secret, as `npx nestjs-esms-voice key` makes one; `namedKeys` reads what it prints. */
export interface NamedKey {
  /** 1 to 8 characters of `a-z 0-9`; different in each key of an application. */
  readonly id: string;
  /** At least 32 characters of `A-Z a-z 0-9 _ -`, used as its UTF-8 bytes. */
  readonly secret: string;
}

/** What a derived key is for; a hash made for one purpose says nothing about another. */
export type HashPurpose = 'phone' | 'request' | 'batch';

/** What a text is sealed for; a box made for one purpose does not open for another. */
export type SealPurpose = 'quarantine' | 'job' | 'batch';

const KEY_BYTES = 32;
const HASH_CHARACTERS = 32;
const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Keyed hashes and sealed texts under the data keys: each purpose has its own key by HKDF-SHA-256, each hash and box
 * carries the id of its key. The first key hashes and seals, all of them compare and open. A plain hash of a 4-digit code
 * or a phone number is guessed at once.
 */
export class DataKeys {
  // Hard private fields stay out of `util.inspect`.
  readonly #hashing = new Map<string, HmacSha256>();
  readonly #sealing = new Map<string, KeyObject>();
  readonly #secrets: ReadonlyMap<string, string>;
  readonly #first: string;

  constructor(keys: readonly [NamedKey, ...NamedKey[]]) {
    this.#first = keys[0].id;
    this.#secrets = new Map(keys.map(({ id, secret }) => [id, secret]));
  }

  /** Keys for the life of this process alone. */
  static random(): DataKeys {
    return new DataKeys([{ id: 'process', secret: randomBytes(KEY_BYTES).toString('base64url') }]);
  }

  /** `<key id>:<hash>` of the text, under the first key. */
  hash(purpose: HashPurpose, text: string): string {
    return this.hashUnder(this.#first, purpose, text);
  }

  /** The hash under each of the keys: whatever key a hash was made under, it is among them. */
  hashes(purpose: HashPurpose, text: string): string[] {
    return [...this.#secrets.keys()].map((id) => this.hashUnder(id, purpose, text));
  }

  /** Whether the text has this hash; `null` where the hash's key is no longer among the keys. */
  matches(purpose: HashPurpose, text: string, hash: string): boolean | null {
    const id = hash.slice(0, hash.indexOf(':'));
    return this.#secrets.has(id) ? safeEqualText(this.hashUnder(id, purpose, text), hash) : null;
  }

  /** `<key id>:<box>`: the text under AES-256-GCM and the first key. */
  seal(purpose: SealPurpose, text: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.sealingKey(this.#first, purpose), iv);
    const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${this.#first}:${sealed.toString('base64url')}`;
  }

  /** The text of a box; `null` where its key is no longer among the keys, or it was changed. */
  open(purpose: SealPurpose, box: string): string | null {
    const id = box.slice(0, box.indexOf(':'));
    if (!this.#secrets.has(id)) return null;
    const sealed = Buffer.from(box.slice(id.length + 1), 'base64url');
    const tagAt = sealed.length - TAG_BYTES;
    try {
      const decipher = createDecipheriv(CIPHER, this.sealingKey(id, purpose), sealed.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAuthTag(sealed.subarray(tagAt));
      return decipher.update(sealed.subarray(IV_BYTES, tagAt), undefined, 'utf8') + decipher.final('utf8');
    } catch {
      return null;
    }
  }

  private hashUnder(id: string, purpose: HashPurpose, text: string): string {
    const hmac = derived(this.#hashing, `${id}:${purpose}`, () => new HmacSha256(this.derive(id, purpose)));
    return `${id}:${hmac.base64url(text).slice(0, HASH_CHARACTERS)}`;
  }

  private sealingKey(id: string, purpose: SealPurpose): KeyObject {
    return derived(this.#sealing, `${id}:${purpose}`, () => createSecretKey(this.derive(id, purpose)));
  }

  private derive(id: string, purpose: HashPurpose | SealPurpose): Uint8Array {
    const info = `nestjs-esms-voice/${purpose}`;
    return new Uint8Array(hkdfSync('sha256', this.#secrets.get(id)!, '', info, KEY_BYTES));
  }
}

/** What was derived before under this name, or what is made now. */
function derived<T>(known: Map<string, T>, name: string, make: () => T): T {
  const before = known.get(name);
  if (before) return before;
  const made = make();
  known.set(name, made);
  return made;
}
