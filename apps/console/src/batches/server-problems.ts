import type { CsvRow } from './csv-rows.js';

/** What the API said of a row, at the line where it stands in the file. */
export interface LineProblem {
  readonly line: number;
  readonly problem: string;
}

/** Sorts the API's problems: those of a call (`calls[7]: …`) to their lines, the rest as they are. */
export function problemsByLine(problems: readonly string[], rows: readonly CsvRow[]) {
  const lines: LineProblem[] = [];
  const rest: string[] = [];
  for (const problem of problems) {
    const [, index, words] = /^calls\[(\d+)\]:? (.*)$/s.exec(problem) ?? [];
    const row = rows[Number(index)];
    if (row && words !== undefined) lines.push({ line: row.line, problem: words });
    else rest.push(problem);
  }
  return { lines: lines.toSorted((a, b) => a.line - b.line), rest };
}
