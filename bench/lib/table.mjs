const RATIOS = {
  cpuVsHttpService: 'CPU a call against plain HttpService.post, 8 in flight',
  cpuVsTwilio: "CPU a call against twilio-node's calls.create, 8 in flight",
  cpuVsUndici: 'CPU a call against bare undici Pool.request, 8 in flight',
  throughputVsHttpService64: 'calls/s against plain HttpService.post, 64 in flight',
};

const CALLBACK_RATIOS = {
  callbackCpuVsFastify: 'CPU a callback against a bare Fastify route',
  callbackRateVsFastify: 'callbacks/s against a bare Fastify route',
  callbackCpuVsFastifyBeside: 'CPU a callback against a bare Fastify route of the same application',
  callbackRateVsFastifyBeside: 'callbacks/s against a bare Fastify route of the same application',
  callbackCpuVsFastifyUnseen: 'CPU a callback of a call that the journal never saw',
  callbackRateVsFastifyUnseen: 'callbacks/s of calls that the journal never saw',
  callbackCpuVsExpress: 'CPU a callback against a bare Express route',
  callbackRateVsExpress: 'callbacks/s against a bare Express route',
  callbackP99SlowHandler: '99th percentile of the answer, a handler of 2 s against none',
};

const VERIFICATION_RATIOS = {
  verifyVsBareRedis: 'start and check on Redis, against a limiter, a set and a get',
  verifyMemoryVsBareRedis: 'start and check in memory, against the same',
};

const DISPATCH_RATIOS = {
  dispatchVsBareBullmq: 'calls/s through BullMQ, against a bare worker and HttpService.post',
  dispatchRedisJournalVsBareBullmq: 'the same, with the journal in Redis too',
  twoWorkersVsOne: 'calls/s of two workers against one',
};

const TELEMETRY_RATIOS = {
  telemetryIdleVsBare: 'CPU a call with the telemetry module and no SDK, against neither',
  telemetryWithSdkVsBare: 'CPU a call with the telemetry module and an SDK, against the SDK alone',
  telemetrySampledVsBare: 'the same, with a sampler that keeps one call in ten',
  telemetryVsByHand: 'CPU a call with the telemetry module, against the same spans and time made by hand',
  telemetryAndSdkVsNeither: 'CPU a call with the telemetry module and an SDK, against neither',
};

const rowsOf = (names, ratios) =>
  Object.entries(names).map(([name, text]) => [text, ratios[name].median, `${ratios[name].q1} to ${ratios[name].q3}`]);

/** The rows of the ratios of calls: name, median, quartiles. */
export const ratioRows = ({ ratios }) => rowsOf(RATIOS, ratios);

/** The same of callbacks. */
export const callbackRatioRows = ({ ratios }) => rowsOf(CALLBACK_RATIOS, ratios);

/** The same of verifications. */
export const verificationRatioRows = ({ ratios }) => rowsOf(VERIFICATION_RATIOS, ratios);

/** The same of dispatch. */
export const dispatchRatioRows = ({ ratios }) => rowsOf(DISPATCH_RATIOS, ratios);

/** The same of telemetry. */
export const telemetryRatioRows = ({ ratios }) => rowsOf(TELEMETRY_RATIOS, ratios);

/** The rows of telemetry: CPU µs with the module and without. */
export const telemetryRows = ({ figures: { telemetry } }) => [
  ['module / neither', sides(telemetry.idle)],
  ['module and SDK / SDK', sides(telemetry.withSdk)],
  ['module and SDK, one call in ten / SDK', sides(telemetry.sampled)],
  ['module / by hand', sides(telemetry.byHand)],
  ['module and SDK / neither', sides(telemetry.traced)],
];

/** The rows of the journals: calls/s and CPU µs, ours and bare. */
export const dispatchRows = ({ figures: { dispatch } }) =>
  [
    ['in memory', dispatch.memory],
    ['in Redis', dispatch.redis],
  ].map(([journal, { callsPerSecond, cpuUs }]) => [journal, sides(callsPerSecond), sides(cpuUs)]);

/** The rows of the stores: verifications/s and CPU µs, ours and bare. */
export const storeRows = ({ figures: { verifications } }) =>
  Object.entries(verifications).map(([store, { callsPerSecond, cpuUs }]) => [
    store,
    sides(callsPerSecond),
    sides(cpuUs),
  ]);

/** The rows of the levels: in flight, CPU µs and calls/s of both, ratio of CPU. */
export const levelRows = ({ figures }) =>
  Object.entries(figures.levels).map(([inFlight, { cpuUs, callsPerSecond, cpu, rate }]) => [
    inFlight,
    `${cpuUs.a} / ${cpuUs.b}`,
    cpu.median,
    `${callsPerSecond.a} / ${callsPerSecond.b}`,
    rate.median,
  ]);

/** The rows of the servers: adapter, CPU µs, callbacks/s, share of a core and nanoseconds a tick of both. */
export const serverRows = ({ figures: { callbacks } }) =>
  [
    ['Fastify, calls known', callbacks.fastify],
    ['Fastify, calls known, the bare route in the same application', callbacks.fastifyBeside],
    ['Fastify, calls never seen', callbacks.fastifyUnseen],
    ['Express, calls known', callbacks.express],
  ].map(([name, { cpuUs, perSecond, busy, tickNs }]) => [name, ...[cpuUs, perSecond, busy, tickNs].map(sides)]);

/** Prints the result as a person reads it. */
export function printTable(result) {
  const { levels, callbacks, verifications, dispatch, telemetry } = result.figures;
  if (levels) printCalls(result);
  if (callbacks) printCallbacks(result);
  if (verifications) printVerifications(result);
  if (dispatch) printDispatch(result);
  if (telemetry) printTelemetry(result);
}

function printCalls(result) {
  const { figures } = result;
  printRatios('Calls: ratios (median, quartiles)', ratioRows(result));
  console.log('\nIn flight: CPU µs a call, createOtpCall / HttpService (ratio); calls/s (ratio)');
  for (const [level, cpu, cpuRatio, rate, rateRatio] of levelRows(result)) {
    console.log(`  ${level.padEnd(4)} ${cpu} (${cpuRatio}); ${rate} (${rateRatio})`);
  }
  console.log(`\nAdded over bare undici at 1 in flight: ${figures.addedMsAt1VsUndici} ms (median)`);
  printMemory(figures, 'calls');
}

function printCallbacks(result) {
  const { answers, ...memory } = result.figures.callbacks;
  printRatios('Callbacks: ratios (median, quartiles)', callbackRatioRows(result));
  console.log('\nCPU µs a callback, ours / bare; callbacks/s; share of the core; ns a tick');
  for (const [name, ...cells] of serverRows(result)) console.log(`  ${name.padEnd(26)} ${cells.join('; ')}`);
  console.log(`\nAnswer at 500/s, a handler of 2 s / none: ${sides(answers.p99Ms)} ms (99th percentile)`);
  printMemory(memory, 'callbacks');
}

function printVerifications(result) {
  printRatios('Verifications: ratios of verifications/s (median, quartiles)', verificationRatioRows(result));
  console.log('\nVerifications/s, ours / bare; CPU µs of the process');
  for (const [store, ...cells] of storeRows(result)) console.log(`  ${store.padEnd(8)} ${cells.join('; ')}`);
}

function printDispatch(result) {
  const { batch, workers } = result.figures.dispatch;
  printRatios('Dispatch: ratios of calls/s (median, quartiles)', dispatchRatioRows(result));
  console.log('\nCalls/s, ours / bare; CPU µs of the process');
  for (const [journal, ...cells] of dispatchRows(result)) console.log(`  ${journal.padEnd(10)} ${cells.join('; ')}`);
  console.log(
    `Batch of 10,000: ${batch.ms} ms, RSS ${batch.rssMb} MB, ${batch.rssMbABatch} MB more for each further one`,
  );
  console.log(`Two workers / one: ${sides(workers)} calls/s`);
}

function printTelemetry(result) {
  printRatios('Telemetry: ratios of CPU a call (median, quartiles)', telemetryRatioRows(result));
  console.log('\nCPU µs a call');
  for (const [what, cpu] of telemetryRows(result)) console.log(`  ${what.padEnd(26)} ${cpu}`);
}

/** Two figures side by side. */
export const sides = ({ a, b }) => `${a} / ${b}`;

function printRatios(title, rows) {
  console.log(`\n${title}`);
  for (const [name, median, spread] of rows) console.log(`  ${String(median).padEnd(8)} ${name} (${spread})`);
}

const printMemory = ({ rssMbAfterWarmUp, rssGrowthMb }, what) =>
  console.log(`RSS after warm-up ${rssMbAfterWarmUp} MB, growth over all ${what} ${rssGrowthMb} MB`);
