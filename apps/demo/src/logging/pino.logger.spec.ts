import { describe, expect, it } from '@jest/globals';
import { PinoLogger } from './pino.logger.js';

const CANARY = 'canary 0901888484 686868';

function loggerTo(lines: string[]): PinoLogger {
  return new PinoLogger('trace', { write: (line) => void lines.push(line) });
}

describe('PinoLogger', () => {
  it('logs the fields that are allowed, and drops every other one', () => {
    const lines: string[] = [];
    const logger = loggerTo(lines);
    const entry = { message: 'A call ended', requestId: 'r-1', state: 'delivered', reason: null };
    logger.log({ ...entry, phone: CANARY, content: CANARY, headers: { 'x-api-key': CANARY } } as never, 'Calls');
    logger.pino.info({ status: 200, url: CANARY, err: new Error(CANARY), req: { body: CANARY }, ms: 3 }, 'answered');
    logger.pino.info({ route: { canary: CANARY }, code: ['canary'] }, 'shapes');
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      {
        level: 30,
        time: expect.any(Number),
        msg: 'A call ended',
        context: 'Calls',
        requestId: 'r-1',
        state: 'delivered',
      },
      { level: 30, time: expect.any(Number), msg: 'answered', status: 200, ms: 3 },
      { level: 30, time: expect.any(Number), msg: 'shapes' },
    ]);
  });

  it('tells the class of an error and nothing that it says', () => {
    const lines: string[] = [];
    const logger = loggerTo(lines);
    const error = Object.assign(new TypeError(CANARY), { config: { url: CANARY } });
    logger.error(error, error.stack, 'Errors');
    logger.pino.error(error);
    logger.pino.error(error, 'with a message');
    expect(lines.join('')).not.toMatch(/canary|0901888484/);
    expect(lines.every((line) => line.includes('TypeError'))).toBe(true);
  });

  it('cuts a field at the length of an id', () => {
    const lines: string[] = [];
    loggerTo(lines).log({ message: 'long', requestId: 'x'.repeat(10_000) });
    expect(lines[0]!.length).toBeLessThan(300);
  });
});
