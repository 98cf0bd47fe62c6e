import type { SimulatedCall } from '../api/simulated-call.js';
import { useApi } from '../app/session.js';
import { useWords } from '../i18n/language.js';
import { usePolled } from '../parts/use-polled.js';
import { useStepsSoon } from '../parts/use-steps-soon.js';
import { FaultKnobs } from './fault-knobs.js';
import { PhoneActions } from './phone-actions.js';
import { PhoneWall } from './phone-wall.js';
import { phonesWords } from './phones.words.js';
import { RingOnce } from './ring-once.js';

const LOOK_EVERY_MS = 1_000;
const AFTER_STEPS_MS = 200;

/** The phones of the simulator, and the knobs that break the gateway. */
export default function PhonesView() {
  const text = useWords(phonesWords);
  const api = useApi();
  const { value, ask } = usePolled(
    () => api.get<{ readonly calls: readonly SimulatedCall[] }>('/simulator/calls?limit=200'),
    LOOK_EVERY_MS,
  );
  useStepsSoon(ask, AFTER_STEPS_MS);
  const calls = value?.calls ?? [];
  return (
    <section className="stack">
      <h1>{text.title}</h1>
      <p className="intro">{text.intro}</p>
      <RingOnce calls={calls} />
      <div className="phones-columns">
        <FaultKnobs />
        <section className="stack" aria-labelledby="wall">
          <h2 id="wall">{text.wall}</h2>
          <PhoneActions onDone={ask} />
          {value && calls.length === 0 && <p className="empty card">{text.none}</p>}
          <PhoneWall calls={calls} />
        </section>
      </div>
    </section>
  );
}
