// The gateway's simulator as a process of its own: SEED, MAX_CALLS. Prints its two hosts.
import { EsmsSimulator } from 'nestjs-esms-voice/testing';

const { SEED, MAX_CALLS } = process.env;
const gateway = await EsmsSimulator.start({
  seed: Number(SEED),
  maxCalls: Number(MAX_CALLS),
  answerAfterMs: 50,
  balance: 1e12,
});
console.log(`ready ${JSON.stringify({ restUrl: gateway.restUrl, voiceUrl: gateway.voiceUrl })}`);
process.once('SIGTERM', () => void gateway.stop());
