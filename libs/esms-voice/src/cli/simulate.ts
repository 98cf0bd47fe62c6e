import { announcement, placeProblems, serveSimulator, whyNotListening } from './serve-simulator.js';
import { untilSignal } from './until-signal.js';

void main();

async function main(): Promise<void> {
  try {
    const problems = placeProblems(process.env);
    if (problems.length > 0) throw new Error(problems.join('; '));
    const simulator = await serveSimulator(process.env);
    void untilSignal().then(() => simulator.stop());
    for (const line of announcement(simulator)) console.log(line);
  } catch (error) {
    console.error(`The simulator cannot start: ${whyNotListening(error)}`);
    process.exitCode = 1;
  }
}
