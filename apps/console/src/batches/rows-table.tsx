import { useWords } from '../i18n/language.js';
import { PlainTable } from '../parts/plain-table.js';
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
    <PlainTable labelledBy="preview" columns={[text.line, text.phone, text.kind, text.says]}>
      {rows.map((row) => (
        <tr key={row.line} className={isBad(row) ? 'bad' : undefined}>
          <td>{row.line}</td>
          <td>{maskedPhone(String(row.call['phone'] ?? ''))}</td>
          <td>{row.call['kind'] ?? 'otp'}</td>
          <td>{saidBy(row.call)}</td>
        </tr>
      ))}
    </PlainTable>
  );
}

function saidBy({ code, content, templateId, variables, recordingId }: CsvRow['call']): string {
  if (code !== undefined) return '•'.repeat(String(code).length);
  const values = Array.isArray(variables) ? ` (${variables.join(', ')})` : '';
  return `${String(content ?? templateId ?? recordingId ?? '')}${values}`;
}
