import { startContender } from './processes.mjs';

const WARM_UP = 60_000;
const CALLS = 200_000;
const STEP = 20_000;
const MB = 1024 * 1024;

/**
 * How much the process grows over 200,000 calls once its journal is full and its code is warm, in MB. The garbage is
 * collected before each reading: what is told is what stays.
 */
export async function measureMemory(url) {
  const contender = await startContender('esms', url);
  try {
    const { rssBytes: before } = await contender.run(WARM_UP, 64, { collect: true });
    let after = before;
    for (let made = 0; made < CALLS; made += STEP) after = (await contender.run(STEP, 64, { collect: true })).rssBytes;
    return { rssMbAfterWarmUp: Math.round(before / MB), rssGrowthMb: Number(((after - before) / MB).toFixed(1)) };
  } finally {
    contender.stop();
  }
}
