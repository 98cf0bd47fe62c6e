import { useFormats, useWords } from '../i18n/language.js';
import { overviewWords } from './overview.words.js';
import { useHealth, type Health, type HealthStatus } from './use-health.js';

const PARTS = ['journal', 'verification', 'dispatch', 'balance'] as const;

/** Whether this process can work, and what of it cannot. */
export function HealthCard() {
  const text = useWords(overviewWords);
  const health = useHealth();
  return (
    <section className="card tall" aria-labelledby="health">
      <h2 id="health">{text.health}</h2>
      {health && (
        <>
          <p className="figure">
            <Light status={health.status} /> {text.healths[health.status]}
          </p>
          <Parts health={health} />
        </>
      )}
    </section>
  );
}

function Parts({ health }: { readonly health: Health }) {
  const text = useWords(overviewWords);
  const { number } = useFormats();
  const { waiting = 0, deadLetters = 0 } = health.dispatch;
  return (
    <dl className="facts">
      {PARTS.map((part) => (
        <div key={part}>
          <dt>{text.parts[part]}</dt>
          <dd>
            <Light status={health[part].status} /> {text.healths[health[part].status]}
          </dd>
        </div>
      ))}
      <div>
        <dt>{text.waiting}</dt>
        <dd>{number(waiting)}</dd>
      </div>
      <div>
        <dt>{text.deadLetters}</dt>
        <dd>{number(deadLetters)}</dd>
      </div>
    </dl>
  );
}

const Light = ({ status }: { readonly status: HealthStatus }) => (
  <span className={`light light-${status}`} aria-hidden="true" />
);
