import { describe, expect, it } from '@jest/globals';
import { runCommand } from './run-command.js';

const options = { cwd: process.cwd(), timeoutMs: 300 };

describe('runCommand', () => {
  it('ends what the command started, too, when its time is up: else its streams would stay open', async () => {
    expect(await runCommand('sh', ['-c', 'sleep 60 & wait'], options)).toMatchObject({ code: null });
  });

  it('tells of a command that is not there', async () => {
    await expect(runCommand('no-such-command', [], options)).rejects.toThrow('ENOENT');
  });
});
