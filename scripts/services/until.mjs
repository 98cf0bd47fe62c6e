import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 20;

/** Repeats what fails until it does not; when time is over, or hope, its last error is thrown. */
export async function until(attempt, limitMs, isHopeless = () => false) {
  const deadline = Date.now() + limitMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (isHopeless() || Date.now() > deadline) throw error;
    }
    await sleep(PAUSE_MS);
  }
}
