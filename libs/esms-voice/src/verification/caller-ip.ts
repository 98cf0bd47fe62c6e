import { isIP } from 'node:net';

const MAPPED_IPV4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;
const LOOPBACK = /^(127\.|::1$)/;
const SITE_GROUPS = 4;

/**
 * The text that an address is counted by: an IPv6 one by its first 64 bits, which one customer has whole. `null` for
 * loopback: a proxy on this machine is nobody's address.
 */
export function callerIpKey(ip: string): string | null {
  const address = MAPPED_IPV4.exec(ip)?.[1] ?? ip.split('%')[0]!;
  if (LOOPBACK.test(address)) return null;
  return isIP(address) === 6 ? siteOf(address) : address;
}

/** Whether the text is an IP address, a zone index included. */
export const isIpAddress = (text: unknown): text is string => typeof text === 'string' && isIP(text) !== 0;

/** `URL` writes an IPv6 address in its one short form; what it left out is put back. */
function siteOf(address: string): string {
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const groups = head === '' ? [] : head.split(':');
  const missing =
    tail === undefined ? [] : Array<string>(8 - groups.length - (tail ? tail.split(':').length : 0)).fill('0');
  return [...groups, ...missing, ...(tail ? tail.split(':') : [])].slice(0, SITE_GROUPS).join(':');
}
