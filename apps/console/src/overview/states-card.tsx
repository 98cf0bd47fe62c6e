import { useFormats, useWords } from '../i18n/language.js';
import { StateBars } from '../parts/state-bars.js';
import { overviewWords } from './overview.words.js';
import type { Stats } from './stats.js';

export function StatesCard({ stats }: { readonly stats: Stats }) {
  const text = useWords(overviewWords);
  const { dateTime } = useFormats();
  return (
    <section className="card" aria-labelledby="states">
      <h2 id="states">{text.states}</h2>
      <StateBars counts={stats.states} />
      <p className="hint">{text.last24(dateTime(stats.since))}</p>
    </section>
  );
}
