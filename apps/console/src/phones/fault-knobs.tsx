import { useApi } from '../app/session.js';
import { useWords } from '../i18n/language.js';
import { usePolled } from '../parts/use-polled.js';
import { ActiveFaults } from './active-faults.js';
import { FaultForm } from './fault-form.js';
import type { ActiveFault } from './faults.js';
import { phonesWords } from './phones.words.js';

const ASK_EVERY_MS = 2_000;

/** Breaks the gateway, and mends it. */
export function FaultKnobs() {
  const text = useWords(phonesWords);
  const api = useApi();
  const { value, ask } = usePolled(
    () => api.get<{ readonly active: readonly ActiveFault[] }>('/simulator/faults'),
    ASK_EVERY_MS,
  );
  const mend = (): void => void api.delete('/simulator/faults').finally(ask);
  return (
    <section className="card stack" aria-labelledby="knobs">
      <h2 id="knobs">{text.faults}</h2>
      <p className="hint">{text.faultsHint}</p>
      <FaultForm onStarted={ask} />
      <ActiveFaults faults={value?.active ?? []} onMend={mend} />
    </section>
  );
}
