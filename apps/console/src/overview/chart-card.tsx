import { useFormats, useWords } from '../i18n/language.js';
import { PlainTable } from '../parts/plain-table.js';
import { BarChart } from './bar-chart.js';
import type { ChartSeries } from './chart-series.js';
import { overviewWords } from './overview.words.js';

interface Props {
  readonly id: string;
  readonly title: string;
  /** Milliseconds. */
  readonly times: readonly number[];
  readonly series: readonly ChartSeries[];
  readonly format: (value: number) => string;
}

/** A chart, and the same as a table for who cannot see it. */
export function ChartCard({ id, title, times, series, format }: Props) {
  return (
    <section className="card wide" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {series.length > 1 && (
        <ul className="legend" aria-hidden="true">
          {series.map(({ label, color }) => (
            <li key={label}>
              <span style={{ background: `var(${color})` }} /> {label}
            </li>
          ))}
        </ul>
      )}
      <BarChart times={times} series={series} format={format} />
      <ChartTable id={id} times={times} series={series} format={format} />
    </section>
  );
}

function ChartTable({ id, times, series, format }: Omit<Props, 'title'>) {
  const text = useWords(overviewWords);
  const { hour } = useFormats();
  return (
    <details>
      <summary>{text.asTable}</summary>
      <PlainTable labelledBy={id} columns={[text.hour, ...series.map(({ label }) => label)]}>
        {times.map((time, index) => (
          <tr key={time}>
            <th scope="row">{hour(time)}</th>
            {series.map(({ label, values }) => (
              <td key={label}>{format(values[index] ?? 0)}</td>
            ))}
          </tr>
        ))}
      </PlainTable>
    </details>
  );
}
