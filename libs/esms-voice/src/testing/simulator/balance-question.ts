import { decodeJson, textField } from './json-body.js';
import { type Question, unreadableQuestion } from './question.js';
import { BALANCE_FORMAT } from './reply-format.js';
import type { SimulatedAccount } from './simulated-account.js';

/** GetBalance_json (contract, section 3); the user id is the published one. */
export function balanceQuestion(body: string, account: SimulatedAccount): Question {
  const keys = decodeJson(body, (fields) => ({
    apiKey: textField(fields, 'ApiKey'),
    secretKey: textField(fields, 'SecretKey'),
  }));
  if (!keys) return unreadableQuestion('balance', BALANCE_FORMAT);
  const tell = () => ({ Balance: account.balance, CodeResponse: '100', UserID: 9999 });
  return { kind: 'balance', format: BALANCE_FORMAT, keys, tell };
}
