const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\]|::1)$/i;

/** Whether a host name (no port; IPv6 with or without brackets) is this machine alone: 127.0.0.0/8, ::1, localhost. */
export function isLoopbackHost(host: string): boolean {
  return LOOPBACK.test(host);
}

/** The name in a Host header, without its port. */
export function hostNameOf(hostHeader: string): string {
  return hostHeader.replace(/:\d+$/, '');
}
