import { Logger } from '@nestjs/common';
import type { BalanceState } from '../settlement/balance-watch.js';

const logger = new Logger('EsmsVoice');

/** Says that the balance of an account has become low: soon no phone rings any more. */
export function logLowBalance(account: string, { level, balance, callsLeft }: BalanceState): void {
  if (level !== 'low') return;
  const calls = callsLeft === null ? '' : `, about ${callsLeft} calls`;
  logger.warn(`The balance of the account "${account}" is low: ${balance} VND${calls}.`);
}
