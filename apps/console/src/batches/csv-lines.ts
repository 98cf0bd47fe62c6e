import Papa from 'papaparse';

/** A row of a CSV file, and the line (from 1 on) where it begins: a quoted field may hold line ends. */
export interface CsvLine {
  readonly line: number;
  readonly cells: readonly string[];
}

const NEW_LINE = /\r\n|\n|\r/g;

/** Reads a CSV text, whatever its separator is; empty rows are passed over. */
export function csvLines(file: string): CsvLine[] {
  const text = file.replace(/^\uFEFF/, '');
  const lines: CsvLine[] = [];
  let [line, from] = [1, 0];
  Papa.parse<string[]>(text, {
    step: ({ data, meta }) => {
      if (data.some((cell) => cell.trim() !== '')) lines.push({ line, cells: data.map((cell) => cell.trim()) });
      line += text.slice(from, meta.cursor).match(NEW_LINE)?.length ?? 0;
      from = meta.cursor;
    },
  });
  return lines;
}
