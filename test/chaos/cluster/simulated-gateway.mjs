import { fileURLToPath } from 'node:url';
import { mixedFaults } from '../lib/faults.mjs';
import { Program } from './program.mjs';

const ANSWER_LIMIT_MS = 30_000;
const PROGRAM = fileURLToPath(new URL('./gateway.mjs', import.meta.url));

/** The gateway's simulator in another process, and its control surface. */
export class SimulatedGateway {
  constructor(program, { restUrl, voiceUrl }) {
    this.program = program;
    this.restUrl = restUrl;
    this.voiceUrl = voiceUrl;
  }

  static async start({ seed, maxCalls }) {
    const program = new Program('the gateway', [PROGRAM], { SEED: String(seed), MAX_CALLS: String(maxCalls) });
    const printed = await program.start(/ready \{.*\}/);
    return new SimulatedGateway(program, JSON.parse(/ready (\{.*\})/.exec(printed)[1]));
  }

  /** Spoils this share of the requests, and loses and repeats some reports. */
  spoil(seed, share) {
    const callbackRules = [
      { fault: 'drop', probability: 0.02 },
      { fault: 'duplicate', probability: 0.02 },
    ];
    return this.#post('faults', { seed, rules: mixedFaults(share), callbackRules });
  }

  heal() {
    return this.#post('faults', { rules: [] });
  }

  jump(advanceMs) {
    return this.#post('clock', { advanceMs });
  }

  async calls() {
    return (await fetch(this.#at('calls'), { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) })).json();
  }

  stop() {
    return this.program.stop();
  }

  async #post(path, body) {
    const headers = { 'content-type': 'application/json' };
    const reply = await fetch(this.#at(path), {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    });
    if (!reply.ok) throw new Error(`the gateway refuses ${path}: ${await reply.text()}`);
  }

  #at(path) {
    return new URL(`/_simulator/${path}`, this.restUrl);
  }
}
