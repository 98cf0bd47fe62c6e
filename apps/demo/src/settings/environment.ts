import type { NamedKey } from 'nestjs-esms-voice';

const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/;
const KEY = /^([a-z0-9]{1,8}):([A-Za-z0-9_-]{32,})$/;

/** A command that makes a key for `CALLBACK_KEYS` and the like. */
export const MAKE_A_KEY = `node -p "'k1:'+crypto.randomBytes(32).toString('base64url')"`;

/** Whether the name or address is this machine alone. */
export const isLoopback = (host: string): boolean => LOOPBACK_HOST.test(host);

/** Reads the variables of the demo one by one, and collects every problem with its name and rule, never its value. */
export class Environment {
  readonly problems: string[] = [];

  constructor(private readonly variables: Readonly<Record<string, string | undefined>>) {}

  /** The trimmed value; an empty one counts as not set. */
  text(name: string): string | undefined {
    return this.variables[name]?.trim() || undefined;
  }

  whole(name: string, min: number, max: number): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (value >= min && value <= max) return value;
    this.refuse(name, `must be a whole number from ${min} to ${max}`);
    return undefined;
  }

  flag(name: string): boolean | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    if (/^(1|true)$/i.test(text)) return true;
    if (!/^(0|false)$/i.test(text)) this.refuse(name, 'must be true or false');
    return false;
  }

  oneOf<T extends string>(name: string, values: readonly T[]): T | undefined {
    const text = this.text(name);
    if (text === undefined || values.includes(text as T)) return text as T | undefined;
    this.refuse(name, `must be one of ${values.join(', ')}`);
    return undefined;
  }

  /** https, or http to loopback. */
  url(name: string): string | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const url = !/[\s?#@\\]/.test(text) && URL.canParse(text) ? new URL(text) : null;
    if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))) return text;
    this.refuse(name, 'must be an https URL without user, query and fragment (http is for loopback alone)');
    return undefined;
  }

  /** A server's URL under one of these protocols, such as `redis:`. */
  serverUrl(name: string, protocols: readonly string[]): URL | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url && url.hostname !== '' && protocols.includes(url.protocol)) return url;
    this.refuse(name, `must be a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`);
    return undefined;
  }

  /** `id:secret[,id:secret]`. */
  keys(name: string): NamedKey[] | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const keys = text.split(',').map((part) => KEY.exec(part.trim()));
    const isUnique = new Set(keys.map((key) => key?.[1])).size === keys.length;
    if (isUnique && keys.every((key) => key !== null)) return keys.map((key) => ({ id: key[1]!, secret: key[2]! }));
    this.refuse(
      name,
      'must be id:secret[,id:secret], ids different, of 1 to 8 characters of a-z 0-9, secrets of at least 32 of A-Z a-z 0-9 _ -; ' +
        `make one with: ${MAKE_A_KEY}`,
    );
    return undefined;
  }

  refuse(name: string, why: string): void {
    this.problems.push(`${name} ${why}`);
  }
}
