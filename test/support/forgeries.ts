import { signToken } from '../../libs/esms-voice/src/callbacks/callback-token.js';
import type { NamedKey } from '../../libs/esms-voice/src/index.js';

/** A good token to forge from: its text and what it was made of. */
export interface GoodToken {
  readonly token: string;
  readonly key: NamedKey;
  readonly requestId: string;
  readonly expiresAt: number;
}

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const MAC_LENGTH = 22;
const PROTOTYPE_NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];
/** Letters of other scripts that look like those of a token. */
const LOOK_ALIKES = new Map(
  Object.entries({ 1: 'l', k: 'к', r: 'г', '.': '․', '-': '‐', a: 'а', e: 'е', o: 'о', A: 'А' }),
);

/** Path segments in the place of a token, as they go over the wire, by what they try. */
export function forgeriesOf(good: GoodToken): readonly (readonly [name: string, segments: readonly string[]])[] {
  const { token } = good;
  return [
    ['no token', ['', '?', '%20', '.', '..', '%2E', '%2E%2E']],
    ['a random token', randomTokens(good)],
    ['a token cut at every length', positions(token).map((length) => token.slice(0, length))],
    ['a token without its head, at every length', positions(token).map((at) => token.slice(at + 1))],
    ['a token with one bit flipped, every bit of it', flippedBits(token)],
    ['every other spelling of the last letter of the mac', twinsOf(token)],
    ['a token signed for something else', signedForElse(good)],
    ['the mac of another token', signedForElse(good).map((other) => token.slice(0, -MAC_LENGTH) + macOf(other))],
    ['letters that look alike', lookAlikes(token)],
    ['full-width letters', [fullWidth(token), ...positions(token).map((at) => replaceAt(token, at, fullWidth))]],
    ['raw bytes beyond ASCII', [token + 'ÿ', `\u0080${token}`, '\u{1F4DE}', '１']],
    ['a percent-encoded forgery', [percentEncoded(flipLast(token)), percentEncoded(`${token}=`), percentEncoded('x')]],
    ['a token encoded twice', [percentEncoded(percentEncoded(token)), token.replaceAll('.', '%252E'), `%25${token}`]],
    ['an encoding that is none', [`${token}%`, `%${token}`, `${token}%zz`, '%E0%A4%A', `%C0%AE${token}`, '%FF']],
    ['dots before and after', [`.${token}`, `${token}.`, `..${token}`, `${token}..`, token.replace('.', '..')]],
    [
      'an encoded slash',
      [`${token}%2F`, `%2F${token}`, `x%2F${token}`, `${token}%2fx`, `..%2F${token}`, `%5C${token}`],
    ],
    ['more segments', [`${token}/x`, `x/${token}`, `${token}/${token}`, `${token};a=b`, `${token}:8080`]],
    ['a null byte', [`${token}%00`, `%00${token}`, `${token.slice(0, -1)}%00`, '%00', `${token}\0`]],
    [
      'a line break or a blank',
      [`${token}%0A`, `${token}%0D%0A`, `%20${token}`, `${token}%20`, `${token}\t`, `${token.slice(0, -1)}\n`],
    ],
    ['an ending of base64', [`${token}=`, `${token}==`, `${token}%3D%3D`, token.replaceAll('.', '+')]],
    ['names of the prototype', prototypeNames(good)],
    ['an array or an object', [`[${token}]`, `%5B%22${token}%22%5D`, '[object%20Object]', `${token},${token}`]],
    ['a very long request id', longRequestIds(good)],
  ];
}

const positions = (text: string): number[] => Array.from(text).map((_, at) => at);
const macOf = (token: string): string => token.slice(-MAC_LENGTH);
const flipLast = (token: string): string => token.slice(0, -1) + (token.endsWith('A') ? 'E' : 'A');

const replaceAt = (text: string, at: number, change: (letter: string) => string): string =>
  text.slice(0, at) + change(text[at]!) + text.slice(at + 1);

const percentEncoded = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');

const fullWidth = (text: string): string =>
  Array.from(text)
    .map((letter) => String.fromCodePoint(letter.codePointAt(0)! + 0xfee0))
    .join('');

function randomTokens({ key, requestId, expiresAt }: GoodToken): string[] {
  const mac = (seed: number): string =>
    Array.from({ length: MAC_LENGTH }, (_, at) => BASE64URL[(seed * 31 + at * at * 17) % 64]).join('');
  const wellFormed = [1, 2, 3, 4].map((seed) => `1.${key.id}.${requestId}.${expiresAt.toString(36)}.${mac(seed)}`);
  return ['x', 'token', 'null', 'undefined', '1', '1.1.1.1.1', mac(5), mac(6).repeat(4), ...wellFormed];
}

function flippedBits(token: string): string[] {
  const flipped = (at: number, bit: number): string =>
    replaceAt(token, at, (letter) => String.fromCharCode(letter.charCodeAt(0) ^ (1 << bit)));
  return positions(token).flatMap((at) => Array.from({ length: 7 }, (_, bit) => flipped(at, bit)));
}

/** The last letter of 22 carries two bits of the mac: fifteen others decode to the same one. */
function twinsOf(token: string): string[] {
  const bytes = (mac: string): string => Buffer.from(mac, 'base64url').toString('hex');
  return Array.from(BASE64URL)
    .map((letter) => token.slice(0, -1) + letter)
    .filter((twin) => twin !== token && bytes(macOf(twin)) === bytes(macOf(token)));
}

function signedForElse({ key, requestId, expiresAt }: GoodToken): string[] {
  const claims = { account: 'default', requestId, expiresAt };
  const past = Math.floor(Date.now() / 1000) - 10;
  return [
    signToken(key, { ...claims, expiresAt: past }),
    signToken(key, { ...claims, expiresAt: 1 }),
    signToken(key, { ...claims, account: 'other' }),
    signToken(key, { ...claims, account: '' }),
    signToken({ ...key, id: 'k2' }, claims),
    signToken({ ...key, secret: 'another-secret-of-32-characters-0' }, claims),
    signToken({ ...key, secret: key.secret.toUpperCase() }, claims),
    signToken({ ...key, secret: '' }, claims),
  ];
}

function lookAlikes(token: string): string[] {
  const at = positions(token).filter((position) => LOOK_ALIKES.has(token[position]!));
  const one = at.map((position) => replaceAt(token, position, (letter) => LOOK_ALIKES.get(letter)!));
  return [...one, ...one.map((text) => encodeURIComponent(text))];
}

function prototypeNames({ key, requestId, expiresAt }: GoodToken): string[] {
  const asKeyId = PROTOTYPE_NAMES.map((id) =>
    signToken({ id, secret: 'undefined' }, { account: 'undefined', requestId, expiresAt }),
  );
  const lowerCase = signToken({ id: 'valueof', secret: key.secret }, { account: 'default', requestId, expiresAt });
  return [...PROTOTYPE_NAMES, ...asKeyId, lowerCase];
}

function longRequestIds({ key, expiresAt }: GoodToken): string[] {
  const signed = (length: number): string =>
    signToken(key, { account: 'default', requestId: 'r'.repeat(length), expiresAt });
  return [51, 62, 63, 70, 96, 100, 101, 1_000, 8_000].map(signed);
}
