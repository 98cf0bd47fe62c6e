import { setTimeout as sleep } from 'node:timers/promises';
import { count } from '../lib/ledger.mjs';
import { SeededRandom } from '../../../libs/esms-voice/build/testing/simulator/seeded-random.js';

const DOWN_MS = 700;
/** Longer than the lock of a job, so that its late reply meets a call that another worker has finished. */
const PAUSE_MS = 4_000;
/** Once, and less than the ten minutes by which the two clocks may differ. */
const JUMP_MS = 300_000;

/** Kills, pauses and confuses what runs, one thing after the other, until it is ended. */
export class Disturbances {
  counts = {};
  #isEnded = false;
  /** @type {Promise<void> | null} */
  #running = null;

  constructor(cluster, { seed, everyMs, tell }) {
    this.cluster = cluster;
    this.random = new SeededRandom(seed);
    this.everyMs = everyMs;
    this.tell = tell;
  }

  start() {
    this.#running = this.#run();
    // Whoever ends them hears of a failure; until then it is nobody's.
    this.#running.catch(() => undefined);
  }

  /** Resolves when everything runs again. */
  async end() {
    this.#isEnded = true;
    await this.#running;
  }

  async #run() {
    // Each kind comes once before any comes again, however short the run.
    const kinds = this.#kinds();
    const first = [...kinds, ["jumps of the gateway's clock", () => this.cluster.gateway.jump(JUMP_MS)]];
    for (let turn = 0; !this.#isEnded; turn += 1) {
      await sleep(this.random.integer(this.everyMs / 2, this.everyMs * 1.5));
      if (this.#isEnded) return;
      const [name, disturb] = first[turn] ?? this.#any(kinds);
      count(this.counts, name);
      this.tell(name);
      await disturb();
    }
  }

  #kinds() {
    const { workers, webs, redis, postgres } = this.cluster;
    const killAndStart = async (program) => {
      await program.kill();
      await sleep(this.random.integer(0, DOWN_MS));
      await program.start();
    };
    return [
      ['workers killed', () => killAndStart(this.#any(workers))],
      ['workers paused beyond their lock', () => this.#pause(this.#any(workers))],
      ['kills of Redis', () => killAndStart(redis)],
      ['web processes killed', () => killAndStart(this.#any(webs))],
      ['kills of Postgres', () => killAndStart(postgres)],
    ];
  }

  async #pause(worker) {
    worker.pause();
    await sleep(PAUSE_MS);
    worker.goOn();
  }

  #any(list) {
    return list[this.random.integer(0, list.length - 1)];
  }
}
