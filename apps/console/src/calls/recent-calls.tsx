import { hashOf } from '../app/route.js';
import { useWords } from '../i18n/language.js';
import { StateChip } from '../parts/state-chip.js';
import { filterOf } from './call-filter.js';
import { callsWords } from './calls.words.js';
import { useCallList } from './use-call-list.js';

const SHOWN = 8;
const ALL = filterOf({}, 0);

/** The latest calls, as they move. */
export function RecentCalls() {
  const text = useWords(callsWords);
  const { list } = useCallList(ALL, SHOWN);
  if (!list || list.items.length === 0) return null;
  return (
    <section className="card" aria-labelledby="recent">
      <h2 id="recent">{text.recent}</h2>
      <ul className="recent">
        {list.items.slice(0, SHOWN).map((call) => (
          <li key={call.requestId}>
            <a href={hashOf('calls', call.requestId)}>{call.phone}</a>
            <StateChip state={call.state} />
          </li>
        ))}
      </ul>
    </section>
  );
}
