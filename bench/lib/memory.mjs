import { startContender } from './processes.mjs';
import { scale } from './scale.mjs';
import { toMb } from './statistics.mjs';

const WARM_UP = scale.memoryCalls * 0.3;
const STEP = scale.memoryCalls / 10;

/**
 * How much the process grows over 200,000 calls once its journal is full and its code is warm, in MB. The garbage is
 * collected before each reading: what is told is what stays.
 */
export async function measureMemory(url) {
  const contender = await startContender('esms', url);
  try {
    const { rssBytes: before } = await contender.run(WARM_UP, 64, { collect: true });
    let after = before;
    for (let made = 0; made < scale.memoryCalls; made += STEP)
      after = (await contender.run(STEP, 64, { collect: true })).rssBytes;
    return { rssMbAfterWarmUp: Math.round(toMb(before)), rssGrowthMb: toMb(after - before) };
  } finally {
    contender.stop();
  }
}
