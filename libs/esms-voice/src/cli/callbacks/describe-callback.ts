import { inVnd } from '../money.js';
import type { Output } from '../output.js';
import type { ArrivedCallback } from './arrived-callback.js';

const REFUSALS: Readonly<Record<number, string>> = {
  0: 'no answer',
  403: 'refused: not signed with CALLBACK_KEYS for this account, or expired',
  404: 'refused: at another path (see --path)',
  405: 'refused: not a GET',
  503: 'not stored: its journal takes nothing',
};

/** A callback on one line. */
export function describeCallback(arrived: ArrivedCallback, output: Output): string[] {
  const { at, answered, requestId, unreadable, family } = arrived;
  const parts = [at.toISOString(), output.style(answered === 200 ? 'green' : 'red', String(answered || '---'))];
  if (answered !== 200) return [[...parts, REFUSALS[answered] ?? 'not taken'].join('  ')];
  parts.push(requestId === null ? 'unverified' : `request ${requestId}`);
  if (family === null) return [[...parts, `cannot be read (${unreadable})`].join('  ')];
  return [[...parts, family, ...factsOf(arrived)].join('  ')];
}

function factsOf(arrived: ArrivedCallback): string[] {
  const { state, reason, callId, phone, price, durationSeconds, pressedKey } = arrived;
  return [
    `${state ?? 'nothing certain'}${reason === null ? '' : ` (${reason})`}`,
    ...(callId === null ? [] : [`call ${callId}`]),
    ...(phone === null ? [] : [phone]),
    ...(price === null ? [] : [inVnd(price)]),
    ...(durationSeconds === null ? [] : [`${durationSeconds} s`]),
    ...(pressedKey === null ? [] : [`key ${pressedKey}`]),
  ];
}
