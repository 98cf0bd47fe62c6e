const RATIOS = {
  cpuVsHttpService: 'CPU a call against plain HttpService.post, 8 in flight',
  cpuVsTwilio: "CPU a call against twilio-node's calls.create, 8 in flight",
  cpuVsUndici: 'CPU a call against bare undici Pool.request, 8 in flight',
  throughputVsHttpService64: 'calls/s against plain HttpService.post, 64 in flight',
};

/** The rows of the ratios: name, median, quartiles. */
export const ratioRows = ({ ratios }) =>
  Object.entries(ratios).map(([name, { median, q1, q3 }]) => [RATIOS[name], median, `${q1} to ${q3}`]);

/** The rows of the levels: in flight, CPU µs and calls/s of both, ratio of CPU. */
export const levelRows = ({ figures }) =>
  Object.entries(figures.levels).map(([inFlight, { cpuUs, callsPerSecond, cpu, rate }]) => [
    inFlight,
    `${cpuUs.a} / ${cpuUs.b}`,
    cpu.median,
    `${callsPerSecond.a} / ${callsPerSecond.b}`,
    rate.median,
  ]);

/** Prints the result as a person reads it. */
export function printTable(result) {
  const { figures } = result;
  console.log('\nRatios (median, quartiles)');
  for (const [name, median, spread] of ratioRows(result))
    console.log(`  ${String(median).padEnd(8)} ${name} (${spread})`);
  console.log('\nIn flight: CPU µs a call, createOtpCall / HttpService (ratio); calls/s (ratio)');
  for (const [level, cpu, cpuRatio, rate, rateRatio] of levelRows(result)) {
    console.log(`  ${level.padEnd(4)} ${cpu} (${cpuRatio}); ${rate} (${rateRatio})`);
  }
  console.log(`\nAdded over bare undici at 1 in flight: ${figures.addedMsAt1VsUndici} ms (median)`);
  console.log(`RSS after warm-up ${figures.rssMbAfterWarmUp} MB, growth over 200,000 calls ${figures.rssGrowthMb} MB`);
}
