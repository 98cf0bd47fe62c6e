import type { SimulatedCall } from '../api/simulated-call.js';
import { useFormats, useWords } from '../i18n/language.js';
import { phonesWords } from './phones.words.js';

/** The promise, counted by the simulator's own ledger. */
export function RingOnce({ calls }: { readonly calls: readonly SimulatedCall[] }) {
  const text = useWords(phonesWords);
  const { number } = useFormats();
  const twice = calls.filter(({ rings }) => rings > 1).length;
  if (calls.length === 0) return null;
  return (
    <p className={`promise ${twice === 0 ? 'kept' : 'broken'}`} role="status">
      {twice === 0 ? text.promise(number(calls.length)) : text.broken(number(twice))}
    </p>
  );
}
