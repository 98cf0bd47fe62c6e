import { ROUTE } from '../module/webhook-extra.js';
import { UsageError } from './usage.error.js';

const DEFAULT_PATH = 'webhooks/esms';

/**
 * A whole number between two bounds, both included.
 * @throws UsageError
 */
export function wholeNumber(option: string, text: string, min: number, max: number): number {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
  if (value >= min && value <= max) return value;
  throw new UsageError([`--${option} must be a whole number from ${min} to ${max}`]);
}

/**
 * The route of the webhook without slashes at its ends.
 * @throws UsageError
 */
export function webhookRoute(text: string = DEFAULT_PATH): string {
  if (ROUTE.test(text)) return text.replace(/^\/|\/$/g, '');
  throw new UsageError(['--path must be a route such as webhooks/esms']);
}

/**
 * One of these words.
 * @throws UsageError
 */
export function oneOf<Word extends string>(option: string, text: string, words: readonly Word[]): Word {
  if (words.includes(text as Word)) return text as Word;
  throw new UsageError([`--${option} must be one of ${words.join(', ')}`]);
}
