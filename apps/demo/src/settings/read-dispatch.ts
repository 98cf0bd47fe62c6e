import type { Environment } from './environment.js';
import type { DispatchSettings } from './settings.js';

/** How this process places calls that wait. @param isShared whether they wait where other processes see them */
export function readDispatch(env: Environment, isShared: boolean): DispatchSettings {
  const work = env.flag('DISPATCH_WORK') ?? true;
  if (!work && !isShared)
    env.refuse(
      'DISPATCH_WORK',
      'may be false only beside REDIS_URL: nobody else would place the calls of this process',
    );
  return {
    work,
    concurrency: env.whole('DISPATCH_CONCURRENCY', 1, 10_000),
    ratePerSecond: env.whole('DISPATCH_PER_SECOND', 1, 100_000),
    lockMs: env.whole('DISPATCH_LOCK_MS', 500, 600_000),
  };
}
