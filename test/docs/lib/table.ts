/** The rows of every table of a page that has these columns, cell by cell. */
export function rowsOf(text: string, columns: readonly string[]): string[][] {
  const rows = text.split('\n').map((line) => (line.startsWith('|') ? cellsOf(line) : null));
  let isWanted = false;
  return rows.flatMap((cells, index) => {
    if (rows[index - 1] == null) isWanted = cells?.join('|') === columns.join('|');
    const isHead = rows[index - 1] == null || /^[-: |]+$/.test(cells?.join('|') ?? '');
    return cells && isWanted && !isHead ? [cells] : [];
  });
}

/** A bar that is escaped stands in a cell. */
const cellsOf = (line: string): string[] =>
  line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());
