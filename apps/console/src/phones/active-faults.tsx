import { useFormats, useWords } from '../i18n/language.js';
import { clockOf, secondsUntil } from '../parts/countdown.js';
import { useNow } from '../parts/use-now.js';
import type { ActiveFault } from './faults.js';
import { phonesWords } from './phones.words.js';

interface Props {
  readonly faults: readonly ActiveFault[];
  readonly onMend: () => void;
}

/** What the gateway suffers now, and the way out. */
export function ActiveFaults({ faults, onMend }: Props) {
  const text = useWords(phonesWords);
  const { percent } = useFormats();
  const now = useNow();
  if (faults.length === 0) return <p className="hint">{text.noFaults}</p>;
  return (
    <div className="notice bad stack">
      <b>{text.active}</b>
      <ul>
        {faults.map(({ preset, share, endsAt }) => (
          <li key={preset}>
            {text.presets[preset]}, {text.ofCalls(percent(share))} · {text.until(clockOf(secondsUntil(endsAt, now)))}
          </li>
        ))}
      </ul>
      <button type="button" onClick={onMend}>
        {text.stop}
      </button>
    </div>
  );
}
