import { useMemo } from 'react';
import { hashOf, type Route } from '../app/route.js';
import { useFormats, useWords } from '../i18n/language.js';
import { CallFilters } from './call-filters.js';
import { filterOf } from './call-filter.js';
import { CallTable } from './call-table.js';
import { callsWords } from './calls.words.js';
import { useCallList } from './use-call-list.js';

/** The list of calls, which moves while one looks at it. */
export function CallsView({ route: { query } }: { readonly route: Route }) {
  const text = useWords(callsWords);
  const { number } = useFormats();
  const filter = useMemo(() => filterOf(query, Date.now()), [query]);
  const { list, isReading, readMore } = useCallList(filter);
  return (
    <section className="stack">
      <h1>{text.title}</h1>
      <CallFilters query={query} />
      {list?.items.length === 0 && (
        <p className="card empty">
          {text.none} <a href={hashOf('call')}>{text.noneHint}</a>
        </p>
      )}
      {list && list.items.length > 0 && <CallTable list={list} isReading={isReading} onNearEnd={readMore} />}
      {list && (
        <p className="hint" role="status">
          {isReading ? text.more : text.shown(number(list.items.length), list.nextCursor !== null)}
        </p>
      )}
    </section>
  );
}
