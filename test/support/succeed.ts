import { runCommand } from './run-command.js';

/** Runs a command that must end well in time; resolves to what it printed. */
export async function succeed(
  command: string,
  args: readonly string[],
  options: Parameters<typeof runCommand>[2],
): Promise<string> {
  const { code, output } = await runCommand(command, args, options);
  if (code === 0) return output;
  const how = code === null ? `did not end within ${options.timeoutMs} ms` : `ended with ${code}`;
  throw new Error(`${[command, ...args].join(' ')} ${how}:\n${output}`);
}
