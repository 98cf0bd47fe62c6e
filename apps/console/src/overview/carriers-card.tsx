import { useFormats, useWords } from '../i18n/language.js';
import { PlainTable } from '../parts/plain-table.js';
import { carrierName } from './carrier-names.js';
import { overviewWords } from './overview.words.js';
import type { CarrierStats } from './stats.js';

/** Who answers, and how soon phones ring, carrier by carrier. */
export function CarriersCard({ carriers }: { readonly carriers: readonly CarrierStats[] }) {
  const text = useWords(overviewWords);
  const seen = carriers.filter(({ answerRate, timeToRingMs }) => answerRate !== null || timeToRingMs !== null);
  return (
    <section className="card wide" aria-labelledby="carriers">
      <h2 id="carriers">{text.carriers}</h2>
      {seen.length === 0 ? <p className="hint">{text.noCalls}</p> : <CarriersTable carriers={seen} />}
      <p className="hint">{text.carriersHint}</p>
    </section>
  );
}

function CarriersTable({ carriers }: { readonly carriers: readonly CarrierStats[] }) {
  const text = useWords(overviewWords);
  return (
    <PlainTable
      labelledBy="carriers"
      columns={[text.carrier, text.answerRate, text.hourBefore, text.timeToRing]}
      isRoomy
    >
      {carriers.map((stats) => (
        <CarrierRow key={stats.carrier} stats={stats} />
      ))}
    </PlainTable>
  );
}

function CarrierRow({ stats }: { readonly stats: CarrierStats }) {
  const text = useWords(overviewWords);
  const { percent, duration } = useFormats();
  const { carrier, answerRate, previousAnswerRate, timeToRingMs: ring } = stats;
  return (
    <tr>
      <th scope="row">{carrierName(carrier, text.other)}</th>
      <td>
        <span className="rate">
          <span className="track" aria-hidden="true">
            <span className="fill" style={{ width: `${(answerRate ?? 0) * 100}%` }} />
          </span>
          {answerRate === null ? '–' : percent(answerRate)}
        </span>
      </td>
      <td>{previousAnswerRate === null ? '–' : percent(previousAnswerRate)}</td>
      <td>{ring === null ? '–' : text.ringTimes(duration(ring.p50), duration(ring.p95))}</td>
    </tr>
  );
}
