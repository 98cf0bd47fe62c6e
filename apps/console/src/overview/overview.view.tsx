import { useWords } from '../i18n/language.js';
import { useApi } from '../app/session.js';
import { Failure } from '../parts/failure.js';
import { usePolled } from '../parts/use-polled.js';
import { useStepsSoon } from '../parts/use-steps-soon.js';
import { AnswerSentences } from './answer-sentences.js';
import { BalanceCard } from './balance-card.js';
import { CarriersCard } from './carriers-card.js';
import { HealthCard } from './health-card.js';
import { HoursCards } from './hours-cards.js';
import { overviewWords } from './overview.words.js';
import { StatesCard } from './states-card.js';
import type { Stats } from './stats.js';

const ASK_EVERY_MS = 30_000;
const AFTER_STEPS_MS = 1_500;

/** How it goes: money, health, and the last 24 hours. */
export default function OverviewView() {
  const text = useWords(overviewWords);
  const api = useApi();
  const { value: stats, failure, ask } = usePolled(() => api.get<Stats>('/stats'), ASK_EVERY_MS);
  useStepsSoon(ask, AFTER_STEPS_MS);
  return (
    <section className="stack">
      <h1>{text.title}</h1>
      {failure && <Failure failure={failure} />}
      {stats && <AnswerSentences carriers={stats.carriers} />}
      <div className="cards">
        <BalanceCard />
        <HealthCard />
        {stats && <StatesCard stats={stats} />}
        {stats && <CarriersCard carriers={stats.carriers} />}
        {stats && <HoursCards hours={stats.hours} />}
      </div>
    </section>
  );
}
