import { useState } from 'react';
import { useFormats, useWords } from '../i18n/language.js';
import { batchesWords } from './batches.words.js';
import { BadRows } from './bad-rows.js';
import type { CsvRow } from './csv-rows.js';
import { RowsTable } from './rows-table.js';
import { SendBatch } from './send-batch.js';

const SHOWN = 50;

interface Props {
  readonly name: string;
  readonly rows: readonly CsvRow[];
}

/** The rows of a file before they are sent: the bad ones are named, and may be left out. */
export function Preview({ name, rows }: Props) {
  const text = useWords(batchesWords);
  const { number } = useFormats();
  const [refused, setRefused] = useState<ReadonlySet<number>>(new Set());
  const isBad = ({ line, problems }: CsvRow): boolean => problems.length > 0 || refused.has(line);
  const good = rows.filter((row) => !isBad(row));
  const found = rows.flatMap(({ line, problems }) => problems.map((each) => ({ line, problem: text.problems[each] })));
  return (
    <section className="card stack" aria-labelledby="preview">
      <h2 id="preview">{name}</h2>
      <p role="status">
        <span className="chip state-delivered">{text.good(number(good.length))}</span>{' '}
        {good.length < rows.length && (
          <span className="chip state-rejected">{text.bad(number(rows.length - good.length))}</span>
        )}
      </p>
      <BadRows problems={found} />
      <SendBatch rows={rows} good={good} onRefused={(lines) => setRefused(new Set(lines))} />
      <h3>{text.preview(number(Math.min(SHOWN, rows.length)), number(rows.length))}</h3>
      <RowsTable rows={rows.slice(0, SHOWN)} isBad={isBad} />
    </section>
  );
}
