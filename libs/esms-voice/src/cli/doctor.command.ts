import { defineCommand, type Surroundings } from './command.js';
import { confirm } from './confirm.js';
import type { CheckResult } from './doctor/check-result.js';
import { runChecks } from './doctor/run-checks.js';
import { SANDBOX_QUESTION } from './doctor/sandbox-question.js';
import { EXIT } from './exit-code.js';
import { ACCOUNT_OPTION, PATH_OPTION } from './option-specs.js';
import { webhookRoute, wholeNumber } from './option-values.js';
import type { Output, Style } from './output.js';
import { SETTING_LINES } from './settings/setting-lines.js';
import { UsageError } from './usage.error.js';

const DEFAULT_FLOOR = '10000';
const MAX_FLOOR = 1_000_000_000_000;

export const doctor = defineCommand({
  about: [
    'Checks the settings, the account, the gateway, the clock and the callback URL, and names the cause of what is wrong.',
    'It rings nobody, unless --phone asks for a sandbox call and a person says yes. The webhook is fetched twice from here:',
    'the application keeps one callback aside as unreadable. That the gateway reaches it, too, only a call shows.',
  ],
  reads: Object.keys(SETTING_LINES),
  options: {
    path: PATH_OPTION,
    account: ACCOUNT_OPTION,
    floor: { value: 'VND', about: `a smaller balance fails (${DEFAULT_FLOOR})` },
    phone: { value: 'NUMBER', about: 'place a sandbox call to this number; it may ring' },
    yes: { about: 'place it without asking' },
  },
  async run({ options: given, output, around }) {
    const floor = wholeNumber('floor', given.floor ?? DEFAULT_FLOOR, 0, MAX_FLOOR);
    const path = webhookRoute(given.path);
    const phone = await phoneToRing(given, around);
    const results: CheckResult[] = [];
    const progress = output.progress.bind(output);
    for await (const result of runChecks({ env: around.env, path, account: given.account, floor, phone, progress })) {
      results.push(result);
      if (!output.isJson) output.print(result, linesOf(result, output));
    }
    const failures = results.filter(({ verdict }) => verdict === 'failed');
    const causes = [...new Set(failures.map(({ cause }) => cause))];
    const summary = failures.length === 0 ? 'All is well.' : `${failures.length} to mend: ${causes.join(', ')}.`;
    output.print({ ok: failures.length === 0, causes, checks: results }, ['', summary]);
    return failures.length === 0 ? EXIT.ok : EXIT.failed;
  },
});

/** The number of the sandbox call; `null` where nobody asked for one, or the person said no. */
async function phoneToRing(
  { phone, yes }: { readonly phone?: string; readonly yes?: true },
  around: Surroundings,
): Promise<string | null> {
  if (phone === undefined || yes) return phone ?? null;
  if (!around.stdin.isTTY) throw new UsageError(['--phone needs --yes where nobody can be asked']);
  return (await confirm(SANDBOX_QUESTION, around)) ? phone : null;
}

const MARKS: Readonly<Record<CheckResult['verdict'], readonly [string, Style]>> = {
  ok: ['✓', 'green'],
  failed: ['✗', 'red'],
  warning: ['!', 'yellow'],
  skipped: ['-', 'gray'],
  info: ['i', 'gray'],
};
const NAME_WIDTH = 14;

function linesOf({ check, verdict, cause, message, advice }: CheckResult, output: Output): string[] {
  const [mark, style] = MARKS[verdict];
  const named = cause === null ? message : `${message} [${cause}]`;
  const first = `${output.style(style, mark)} ${check.padEnd(NAME_WIDTH)} ${named}`;
  return advice === null ? [first] : [first, `${' '.repeat(NAME_WIDTH + 3)}${advice}`];
}
