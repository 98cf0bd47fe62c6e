import type { ReactNode } from 'react';

interface Props {
  /** Id of the heading that names it. */
  readonly labelledBy: string;
  readonly columns: readonly string[];
  readonly isRoomy?: boolean;
  /** Its rows. */
  readonly children: ReactNode;
}

/** A table that scrolls by itself where it is wider than the page, by keyboard too. */
export function PlainTable({ labelledBy, columns, isRoomy = false, children }: Props) {
  return (
    <div className="scroller" tabIndex={0} role="region" aria-labelledby={labelledBy}>
      <table className={isRoomy ? 'plain roomy' : 'plain'}>
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
