import { useWords } from '../i18n/language.js';
import { useSimulatedCalls } from '../parts/use-simulated-calls.js';
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
  const { calls: seen, ask } = useSimulatedCalls(LOOK_EVERY_MS);
  useStepsSoon(ask, AFTER_STEPS_MS);
  const calls = seen ?? [];
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
          {seen?.length === 0 && <p className="empty card">{text.none}</p>}
          <PhoneWall calls={calls} />
        </section>
      </div>
    </section>
  );
}
