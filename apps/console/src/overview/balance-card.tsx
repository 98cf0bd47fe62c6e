import { useApi } from '../app/session.js';
import { useFormats, useWords } from '../i18n/language.js';
import { Failure } from '../parts/failure.js';
import { usePolled } from '../parts/use-polled.js';
import { overviewWords } from './overview.words.js';

/** The gateway counts our questions: no need to ask it often. */
const ASK_EVERY_MS = 60_000;

interface Balance {
  /** VND. */
  readonly balance: number;
  readonly at: string;
}

/** What is left on the gateway's account. */
export function BalanceCard() {
  const text = useWords(overviewWords);
  const { money, time } = useFormats();
  const api = useApi();
  const { value, failure } = usePolled(() => api.get<Balance>('/balance'), ASK_EVERY_MS);
  return (
    <section className="card" aria-labelledby="balance">
      <h2 id="balance">{text.balance}</h2>
      {failure && <Failure failure={failure} />}
      {value && (
        <>
          <p className="figure">{money(value.balance)}</p>
          <p className="hint">{time(value.at)}</p>
        </>
      )}
    </section>
  );
}
