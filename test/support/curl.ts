import { runCommand } from './run-command.js';

const MISSING = 'This test sends callbacks with curl, and there is no curl on the PATH: install it.';

/** A GET by the real curl, which shares no code with us. @throws Error in one line where there is no curl */
export async function curl(url: string): Promise<{ readonly status: number; readonly body: string }> {
  const args = ['--silent', '--show-error', '--max-time', '10', '--globoff', '--write-out', '\n%{http_code}', url];
  const options = { cwd: process.cwd(), timeoutMs: 15_000 };
  const { code, output } = await runCommand('curl', args, options).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new Error(MISSING) : error;
  });
  if (code !== 0) throw new Error(`curl ended with ${code}: ${output}`);
  const end = output.lastIndexOf('\n');
  return { status: Number(output.slice(end + 1)), body: output.slice(0, end) };
}
