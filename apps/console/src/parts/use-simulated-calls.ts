import type { SimulatedCall } from '../api/simulated-call.js';
import { useApi } from '../app/session.js';
import { usePolled } from './use-polled.js';

/** The simulator's calls, newest first; `null` until it has answered. */
export function useSimulatedCalls(everyMs: number) {
  const api = useApi();
  const { value, ask } = usePolled(
    () => api.get<{ readonly calls: readonly SimulatedCall[] }>('/simulator/calls?limit=200'),
    everyMs,
  );
  return { calls: value?.calls ?? null, ask };
}
