import { usePolled } from '../parts/use-polled.js';

export type HealthStatus = 'ok' | 'degraded' | 'down';

interface PartHealth {
  readonly status: HealthStatus;
}

/** What `GET /health` says. */
export interface Health extends PartHealth {
  readonly journal: PartHealth;
  readonly verification: PartHealth;
  readonly dispatch: PartHealth & { readonly waiting?: number; readonly deadLetters?: number };
  readonly balance: PartHealth;
}

const ASK_EVERY_MS = 10_000;

/** Asked past the API object: a 503 has the same body, and is an answer. */
export function useHealth(): Health | null {
  const { value } = usePolled(async () => (await (await fetch('/health')).json()) as Health, ASK_EVERY_MS);
  return value;
}
