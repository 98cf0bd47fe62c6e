import { useFormats, useWords } from '../i18n/language.js';
import { batchesWords } from './batches.words.js';
import type { LineProblem } from './server-problems.js';

const SHOWN = 200;

/** Each bad row by its line, with the reason. */
export function BadRows({ problems }: { readonly problems: readonly LineProblem[] }) {
  const text = useWords(batchesWords);
  const { number } = useFormats();
  if (problems.length === 0) return null;
  return (
    <ul className="bad-rows">
      {problems.slice(0, SHOWN).map(({ line, problem }) => (
        <li key={`${line} ${problem}`}>
          <b>
            {text.line} {line}
          </b>{' '}
          {problem}
        </li>
      ))}
      {problems.length > SHOWN && <li>{text.moreBad(number(problems.length - SHOWN))}</li>}
    </ul>
  );
}
