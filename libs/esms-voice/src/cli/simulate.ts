import { EsmsSimulator } from '../testing/simulator/index.js';

const HOST_NAME = /^[a-z0-9.:-]+$/i;

void main();

async function main(): Promise<void> {
  try {
    const simulator = await EsmsSimulator.start(readSettings(process.env));
    stopOnSignals(simulator);
    announce(simulator);
  } catch (error) {
    console.error(`The simulator cannot start: ${describe(error)}`);
    process.exitCode = 1;
  }
}

function readSettings({ PORT = '4010', HOST = '127.0.0.1' }: NodeJS.ProcessEnv): {
  port: number;
  host: string;
} {
  const problems: string[] = [];
  if (!/^\d{1,5}$/.test(PORT) || Number(PORT) > 65_535) problems.push('PORT must be an integer from 0 to 65535');
  if (!HOST_NAME.test(HOST)) problems.push('HOST must be a host name or an IP address');
  if (problems.length > 0) throw new Error(problems.join('; '));
  return { port: Number(PORT), host: HOST };
}

function stopOnSignals(simulator: EsmsSimulator): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.stop());
}

function announce({ url, restUrl, apiKey, secretKey }: EsmsSimulator): void {
  const call = { ApiKey: apiKey, SecretKey: secretKey, Content: '686868', Phone: '0901888484', SmsType: '8' };
  const target = `${restUrl}/SendMultipleMessage_V4_post_json/`;
  console.log(`eSMS simulator ready at ${restUrl}; its ledger: ${url}/_simulator/calls`);
  console.log(`Place a call: curl -s ${target} -d '${JSON.stringify(call)}'`);
}

// Only the code of a system error: its message repeats itself over several lines' worth of detail.
function describe(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return 'the port is taken; choose another one with PORT';
  return code === undefined ? message : `HOST or PORT cannot be listened on (${code})`;
}
