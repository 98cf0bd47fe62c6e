/** How much is measured: `SCALE=small` is for trying the benchmark out, its ratios are too noisy to be told. */
const SCALES = {
  full: {
    pairs: 15,
    calls: 3_000,
    memoryCalls: 200_000,
    callbacks: 5_000,
    memoryCallbacks: 1_000_000,
    paceMs: 2_000,
    verifications: 3_000,
    dispatched: 2_000,
    workerCalls: 1_500,
    workerPairs: 5,
  },
  small: {
    pairs: 3,
    calls: 300,
    memoryCalls: 20_000,
    callbacks: 500,
    memoryCallbacks: 40_000,
    paceMs: 500,
    verifications: 300,
    dispatched: 300,
    workerCalls: 200,
    workerPairs: 1,
  },
};

export const scale = SCALES[process.env.SCALE ?? 'full'];
if (!scale) throw new Error(`SCALE must be one of ${Object.keys(SCALES).join(', ')}.`);
