import { isIP } from 'node:net';

/** An IPv4 address within IPv6, as `URL` writes it. */
const MAPPED_IPV4 = /^::ffff:([0-9a-f]+):([0-9a-f]+)$/;
const LOOPBACK = /^(127\.|::1$)/;
const GROUPS = 8;
const SITE_GROUPS = 4;

/**
 * The text that an address is counted by: an IPv6 one by its first 64 bits, which one customer has whole. `null` for
 * loopback: a proxy on this machine is nobody's address.
 */
export function callerIpKey(ip: string): string | null {
  const address = plainForm(ip.split('%')[0]!);
  if (LOOPBACK.test(address)) return null;
  return isIP(address) === 6 ? siteOf(address) : address;
}

/** Whether the text is an IP address, a zone index included. */
export const isIpAddress = (text: unknown): text is string => typeof text === 'string' && isIP(text) !== 0;

/** The one spelling of an address: IPv6 as `URL` writes it, IPv4 as such. */
function plainForm(address: string): string {
  if (isIP(address) !== 6) return address;
  const short = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const mapped = MAPPED_IPV4.exec(short);
  return mapped ? toIpv4(mapped.slice(1)) : short;
}

const toIpv4 = (groups: readonly string[]): string =>
  groups
    .map((group) => Number.parseInt(group, 16))
    .flatMap((group) => [group >> 8, group & 0xff])
    .join('.');

/** The short form leaves a run of zeros out; they are put back. */
function siteOf(address: string): string {
  const [before, after] = address.split('::').map((half) => half.split(':').filter((group) => group !== ''));
  const tail = after ?? [];
  const zeros = Array<string>(GROUPS - before!.length - tail.length).fill('0');
  return [...before!, ...zeros, ...tail].slice(0, SITE_GROUPS).join(':');
}
