import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { isRequestId, newRequestId } from '../calls/request-id.js';
import { ANY_PHONE, parsePhone } from '../calls/phone-number.js';
import { isLoopbackUrl } from '../module/option-checks.js';
import { signTestCallback } from '../testing/test-callback.js';
import { readArrived, type ArrivedCallback } from './callbacks/arrived-callback.js';
import { describeCallback } from './callbacks/describe-callback.js';
import { buildReport, readReports, type PlannedReport } from './callbacks/report-plan.js';
import { sendCallback } from './callbacks/send-callback.js';
import { defineCommand, type CommandContext, type Surroundings } from './command.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { ACCOUNT_OPTION, PATH_OPTION, type OptionSpecs } from './option-specs.js';
import { oneOf, webhookRoute, wholeNumber } from './option-values.js';
import { requireSettings } from './settings/read-settings.js';
import { UsageError } from './usage.error.js';

const TEST_PHONE = '0901888484';
const MAX_REPEAT = 1_000;

const OPTIONS = {
  to: {
    value: 'URL',
    about: 'a local address: http://127.0.0.1:3000, or with the route of the webhook',
    isRequired: true,
  },
  path: PATH_OPTION,
  account: ACCOUNT_OPTION,
  family: { value: 'sms|voice', about: 'which report to build: OTP calls are reported by sms (sms)' },
  phone: { value: 'NUMBER', about: `whose call; its last three digits decide how it ended (${TEST_PHONE})` },
  'request-id': { value: 'ID', about: 'whose call (the one that the report names, or a new one)' },
  'call-id': { value: 'ID', about: "the gateway's id of the call (a new one)" },
  stdin: { about: 'read reports from the standard input, one query or URL a line, instead of building one' },
  repeat: { value: 'N', about: 'send each so often, as a gateway does that heard no answer (1)' },
} as const satisfies OptionSpecs;

type Given = CommandContext<typeof OPTIONS>['options'];

export const callbacksReplay = defineCommand({
  about: [
    'Signs callbacks anew with the first of CALLBACK_KEYS and sends them to an application on this machine.',
    'It builds the report of a call to a test number: 001 unanswered, 002 carrier failure, 004 rejected, else delivered.',
  ],
  reads: ['CALLBACK_KEYS'],
  options: OPTIONS,
  async run({ options: given, output, around }) {
    const url = targetOf(given);
    const repeat = wholeNumber('repeat', given.repeat ?? '1', 1, MAX_REPEAT);
    const [key] = requireSettings(around.env, ['CALLBACK_KEYS']).callback!.keys;
    const reports = await reportsOf(given, around);
    const sent: ArrivedCallback[] = [];
    for (const { requestId, report } of reports.flatMap((each) => Array<PlannedReport>(repeat).fill(each))) {
      const signed = signTestCallback({ url, key: key!, requestId, report, account: given.account });
      const answered = await output.progress('sending a callback', sendCallback(signed));
      const told = readArrived(report, { at: new Date(), answered, isAuthentic: true, requestId });
      sent.push(told);
      if (!output.isJson) output.print(told, describeCallback(told, output));
    }
    if (output.isJson) output.print({ sent }, []);
    return worstOf(sent);
  },
});

/** A URL without a path leads to the usual route. */
function targetOf({ to, path }: Given): string {
  const url = URL.canParse(to!) && !/[?#@\s]/.test(to!) ? new URL(to!) : null;
  if (!url || !/^https?:$/.test(url.protocol) || !isLoopbackUrl(url.href)) {
    throw new UsageError(['--to must be an http URL of this machine (loopback), without user, query and fragment']);
  }
  return url.pathname === '/' ? `${url.origin}/${webhookRoute(path)}` : url.href;
}

async function reportsOf(given: Given, { stdin }: Surroundings): Promise<PlannedReport[]> {
  const requestId = given['request-id'];
  if (requestId !== undefined && !isRequestId(requestId)) {
    throw new UsageError(['--request-id must be 1 to 50 characters of A-Z a-z 0-9 . _ ~ -']);
  }
  const { phone } = parsePhone(given.phone ?? TEST_PHONE, ANY_PHONE);
  if (phone === null) throw new UsageError(['--phone must be a phone number such as 0901888484']);
  const family = oneOf('family', given.family ?? 'sms', ['sms', 'voice'] as const);
  if (!given.stdin) {
    return [
      buildReport({ family, phone, requestId: requestId ?? newRequestId(), callId: given['call-id'] ?? randomUUID() }),
    ];
  }
  const reports = readReports(await text(stdin), requestId);
  if (reports.length === 0) throw new UsageError(['the standard input holds no report']);
  if (reports.every((each) => isRequestId(each.requestId))) return reports;
  throw new UsageError(['a report names a request id that is none; give --request-id']);
}

function worstOf(sent: readonly ArrivedCallback[]): ExitCode {
  if (sent.some(({ answered }) => answered === 0)) return EXIT.unreachable;
  return sent.every(({ answered }) => answered === 200) ? EXIT.ok : EXIT.failed;
}
