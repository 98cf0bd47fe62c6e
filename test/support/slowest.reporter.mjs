const SHOWN = 10;

/** Prints the ten slowest tests and one closing line with the counts of the run. */
export default class SlowestReporter {
  onRunComplete(_contexts, results) {
    const tests = results.testResults.flatMap((file) =>
      file.testResults.map((test) => ({ name: test.fullName, ms: test.duration ?? 0 })),
    );
    const slowest = tests.toSorted((a, b) => b.ms - a.ms).slice(0, SHOWN);
    console.log(`\nSlowest ${slowest.length} of ${tests.length} tests:`);
    for (const test of slowest) console.log(`${String(test.ms).padStart(7)} ms  ${test.name}`);
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    console.log(`\n${results.numPassedTests} passed, ${failed} failed, ${results.numPendingTests} skipped`);
  }
}
