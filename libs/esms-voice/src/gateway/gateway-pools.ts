import { EnvHttpProxyAgent, Pool, type Dispatcher } from 'undici';
import { MAX_LIST_BYTES } from './response-limit.js';

/** Limits of the connections to one host. */
export interface PoolLimits {
  /** Connections to one host, each with one request at a time. */
  readonly connections: number;
  /** Limit of making a connection, TLS included, in milliseconds. */
  readonly connectTimeoutMs: number;
  /** Limit of waiting for the headers of an answer, and between two pieces of its body, in milliseconds. */
  readonly timeoutMs: number;
}

const KEEP_ALIVE_MS = 30_000;
const PROXY_VARIABLES = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY'];

/** Keep-alive connections, one pool an origin, made when the first request goes there. */
export class GatewayPools {
  private readonly pools = new Map<string, Dispatcher>();

  /** @param dispatcher takes the place of all pools, in tests; closing it is its maker's business. */
  constructor(
    private readonly limits: PoolLimits,
    private readonly dispatcher?: Dispatcher,
  ) {}

  readonly of = (origin: string): Dispatcher => {
    if (this.dispatcher) return this.dispatcher;
    const known = this.pools.get(origin);
    if (known) return known;
    const made = this.create(origin);
    this.pools.set(origin, made);
    return made;
  };

  /** Ends every connection; what is under way fails. */
  async close(): Promise<void> {
    const pools = [...this.pools.values()];
    this.pools.clear();
    await Promise.all(pools.map((pool) => pool.destroy()));
  }

  private create(origin: string): Dispatcher {
    const { connections, connectTimeoutMs, timeoutMs } = this.limits;
    const options = {
      connections,
      pipelining: 1,
      keepAliveTimeout: KEEP_ALIVE_MS,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      connect: { timeout: connectTimeoutMs },
      maxResponseSize: MAX_LIST_BYTES,
      allowH2: false,
    };
    return isBehindProxy() ? new EnvHttpProxyAgent(options) : new Pool(origin, options);
  }
}

const isBehindProxy = (): boolean => PROXY_VARIABLES.some((name) => process.env[name]);
