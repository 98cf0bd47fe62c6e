import { describe, expect, it } from '@jest/globals';
import { Pace } from './pace.js';

describe('Pace', () => {
  it('lets one through at once, and the others evenly, in the order of their coming', async () => {
    const pace = new Pace(50);
    const startedAt = performance.now();
    const through: [number, number][] = [];
    await Promise.all(
      [0, 1, 2, 3, 4].map((n) => pace.turn().then(() => through.push([n, performance.now() - startedAt]))),
    );
    expect(through.map(([n]) => n)).toEqual([0, 1, 2, 3, 4]);
    for (const [n, ms] of through) expect(ms).toBeGreaterThanOrEqual(n * 20 - 2);
  });

  it('lets nobody make up for time in which nobody came', async () => {
    const pace = new Pace(50);
    await pace.turn();
    await new Promise((resolve) => setTimeout(resolve, 60));
    const startedAt = performance.now();
    await Promise.all([pace.turn(), pace.turn(), pace.turn()]);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(38);
  });

  it('holds nobody up once it is closed, however many wait', async () => {
    const warnings: Error[] = [];
    process.on('warning', (warning) => warnings.push(warning));
    const pace = new Pace(1);
    await pace.turn();
    const waiting = Array.from({ length: 50 }, () => pace.turn());
    pace.close();
    const startedAt = performance.now();
    await Promise.all([...waiting, pace.turn()]);
    expect(performance.now() - startedAt).toBeLessThan(900);
    expect(warnings).toEqual([]);
  });
});
