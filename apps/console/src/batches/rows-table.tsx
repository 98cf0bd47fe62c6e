import { useWords } from '../i18n/language.js';
import { batchesWords } from './batches.words.js';
import type { CsvRow } from './csv-rows.js';
import { maskedPhone } from './masked-phone.js';

interface Props {
  readonly rows: readonly CsvRow[];
  readonly isBad: (row: CsvRow) => boolean;
}

/** Rows as they were read; numbers are masked, and codes are left out. */
export function RowsTable({ rows, isBad }: Props) {
  const text = useWords(batchesWords);
  return (
    <div className="scroller" tabIndex={0} role="region" aria-labelledby="preview">
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{text.line}</th>
            <th scope="col">{text.phone}</th>
            <th scope="col">{text.kind}</th>
            <th scope="col">{text.says}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.line} className={isBad(row) ? 'bad' : undefined}>
              <td>{row.line}</td>
              <td>{maskedPhone(String(row.call['phone'] ?? ''))}</td>
              <td>{row.call['kind'] ?? 'otp'}</td>
              <td>{saidBy(row.call)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function saidBy({ code, content, templateId, variables, recordingId }: CsvRow['call']): string {
  if (code !== undefined) return '•'.repeat(String(code).length);
  const values = Array.isArray(variables) ? ` (${variables.join(', ')})` : '';
  return `${String(content ?? templateId ?? recordingId ?? '')}${values}`;
}
