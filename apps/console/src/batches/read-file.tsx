import { useWords } from '../i18n/language.js';
import { batchesWords } from './batches.words.js';
import { COLUMNS, type CsvReading } from './csv-rows.js';
import { Preview } from './preview.js';

const MOST = 10_000;

interface Props {
  readonly name: string;
  readonly reading: CsvReading;
}

/** A file that was read: what is wrong with it as a whole, or its rows. */
export function ReadFile({ name, reading }: Props) {
  const text = useWords(batchesWords);
  const problem = useFileProblem(reading);
  if (problem !== null) {
    return (
      <p className="notice bad" role="alert">
        {name}: {problem}
      </p>
    );
  }
  const { unknownColumns, rows } = reading;
  return (
    <>
      {unknownColumns.length > 0 && <p className="notice">{text.unknownColumns(unknownColumns.join(', '))}</p>}
      <Preview name={name} rows={rows} />
    </>
  );
}

function useFileProblem({ rows, hasPhoneColumn }: CsvReading): string | null {
  const text = useWords(batchesWords);
  if (!hasPhoneColumn) return text.noPhoneColumn(COLUMNS.join(', '));
  if (rows.length === 0) return text.empty;
  return rows.length > MOST ? text.tooMany : null;
}
