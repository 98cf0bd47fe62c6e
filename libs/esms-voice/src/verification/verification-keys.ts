import { hkdfSync, randomBytes } from 'node:crypto';
import { randomPool } from '../calls/random-pool.js';
import type { NamedKey } from '../journal/data-keys.js';
import { HmacSha256 } from '../journal/hmac.js';
import { cutCode, type CodeShape } from './domain/code.js';

const KEY_BYTES = 32;
const TAG_CHARACTERS = 16;
const nextRandom = randomPool(16);
const newRandomText = (): string => nextRandom().toString('base64url');
const RANDOM_CHARACTERS = 22;
const MAC_BYTES = 16;
/** Fields that spell the same text when put together must not be the same text. */
function join(...fields: readonly (string | number)[]): string {
  let text = '';
  for (const field of fields) text += `${String(field).length}:${field}`;
  return text;
}

const PURPOSES = ['number', 'caller', 'code', 'proof'] as const;
type Purpose = (typeof PURPOSES)[number];

const VERIFICATION_ID = new RegExp(`^[A-Za-z0-9_-]{${TAG_CHARACTERS + RANDOM_CHARACTERS}}$`);

/** What a code is made of; the same three give the same code, in every process. */
export interface CodeSeed {
  /** 128 random bits that belong to one window of one verification alone. */
  readonly windowId: string;
  /** In national form. */
  readonly phone: string;
  readonly purpose: string;
}

/** Whether the text may be a verification id. */
export const isVerificationId = (text: unknown): text is string =>
  typeof text === 'string' && VERIFICATION_ID.test(text);

/** The tag of the number that a verification is about. */
export const tagOfId = (id: string): string => id.slice(0, TAG_CHARACTERS);

/** 128 random bits in base64url. */
export const newWindowId = (): string => newRandomText();

const REQUEST_PREFIX = 'v-';

/** A request id that tells a verification's call from others. */
export const newVerificationRequestId = (): string => REQUEST_PREFIX + newRandomText();

/** Whether a call was placed for a verification. */
export const isVerificationRequestId = (requestId: string): boolean => requestId.startsWith(REQUEST_PREFIX);

/**
 * All that verification derives from the data keys, each purpose with a key of its own by HKDF-SHA-256: tags of numbers,
 * hashes of users and addresses, codes and their proofs. The first key makes, all of them are compared.
 */
export class VerificationKeys {
  // Hard private fields stay out of `util.inspect`.
  readonly #keys: ReadonlyMap<string, Record<Purpose, HmacSha256>>;
  readonly #first: string;

  constructor(keys: readonly NamedKey[]) {
    this.#first = keys[0]!.id;
    this.#keys = new Map(keys.map(({ id, secret }) => [id, deriveAll(secret)]));
  }

  /** Keys for the life of this process alone. */
  static random(): VerificationKeys {
    return new VerificationKeys([{ id: 'process', secret: randomBytes(KEY_BYTES).toString('base64url') }]);
  }

  /** Names the slot of a number; a shortened keyed hash. */
  tagOf(phone: string): string {
    return tagUnder(this.first, phone);
  }

  /** The same under every key, the newest first: where a number's verification may be found. */
  tagsOf(phone: string): string[] {
    return [...this.#keys.values()].map((key) => tagUnder(key, phone));
  }

  /** Hash of a user id or an IP address. */
  callerHash(kind: 'user' | 'ip', text: string): string {
    return this.first.caller.truncated(join(kind, text), MAC_BYTES);
  }

  /** A new id: the number's tag, then 128 random bits. */
  newId(tag: string): string {
    return tag + newRandomText();
  }

  /** The code of a window. It is made where it is spoken and kept nowhere. */
  codeOf({ windowId, phone, purpose }: CodeSeed, shape: CodeShape): string {
    const { code } = this.first;
    return cutCode((index) => Buffer.from(code.base64url(join(windowId, phone, purpose, index)), 'base64url'), shape);
  }

  /** What a store keeps of a code: `<key id>:<MAC>`. */
  proofOf(tag: string, code: string): string {
    return proofUnder(this.#first, this.first, tag, code);
  }

  /** The proofs of a code that somebody typed, under every key. */
  proofsOf(tag: string, code: string): string[] {
    return [...this.#keys].map(([id, key]) => proofUnder(id, key, tag, code));
  }

  private get first(): Record<Purpose, HmacSha256> {
    return this.#keys.get(this.#first)!;
  }
}

const tagUnder = (key: Record<Purpose, HmacSha256>, phone: string): string =>
  key.number.base64url(phone).slice(0, TAG_CHARACTERS);

const proofUnder = (keyId: string, key: Record<Purpose, HmacSha256>, tag: string, code: string): string =>
  `${keyId}:${key.proof.truncated(join(tag, code), MAC_BYTES)}`;

function deriveAll(secret: string): Record<Purpose, HmacSha256> {
  const entries = PURPOSES.map((purpose) => {
    const derived = hkdfSync('sha256', secret, '', `nestjs-esms-voice/verification/${purpose}`, KEY_BYTES);
    return [purpose, new HmacSha256(new Uint8Array(derived))];
  });
  return Object.fromEntries(entries) as Record<Purpose, HmacSha256>;
}
