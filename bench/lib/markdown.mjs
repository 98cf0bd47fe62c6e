const row = (cells) => `| ${cells.join(' | ')} |`;

/** The lines of a Markdown table. */
export const markdownTable = (head, rows) => [row(head), row(head.map(() => '---')), ...rows.map(row)];
