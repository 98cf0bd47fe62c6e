import { CALL_KINDS, CALL_STATES } from '../api/call-view.js';
import { hashOf } from '../app/route.js';
import { goTo } from '../app/use-route.js';
import { useWords } from '../i18n/language.js';
import { Field } from '../parts/field.js';
import { stateWords } from '../parts/state.words.js';
import { PERIODS } from './call-filter.js';
import { callsWords } from './calls.words.js';
import { SelectField } from './select-field.js';

interface Props {
  readonly query: Readonly<Record<string, string>>;
}

/** Which calls are listed: kept in the page's address, so that a reload shows the same. */
export function CallFilters({ query }: Props) {
  const text = useWords(callsWords);
  const { states, kinds } = useWords(stateWords);
  const { state = '', kind = '', period = '', from = '', to = '' } = query;
  const change = (changed: Record<string, string>): void =>
    goTo(hashOf('calls', null, { ...query, ...changed }), { replace: true });
  const periods = [...PERIODS, 'own'].map((name) => [name, text.periods[name as keyof typeof text.periods]] as const);
  return (
    <div className="filters">
      <SelectField
        label={text.state}
        value={state}
        options={CALL_STATES.map((name) => [name, states[name]])}
        onChange={(value) => change({ state: value })}
      />
      <SelectField
        label={text.kind}
        value={kind}
        options={CALL_KINDS.map((name) => [name, kinds[name]])}
        onChange={(value) => change({ kind: value })}
      />
      <SelectField
        label={text.period}
        value={period}
        options={periods}
        onChange={(value) => change({ period: value, from: '', to: '' })}
      />
      {period === 'own' && <TimeField label={text.from} value={from} onChange={(value) => change({ from: value })} />}
      {period === 'own' && <TimeField label={text.to} value={to} onChange={(value) => change({ to: value })} />}
    </div>
  );
}

interface TimeFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function TimeField({ label, value, onChange }: TimeFieldProps) {
  return (
    <Field label={label}>
      {(props) => (
        <input {...props} type="datetime-local" value={value} onChange={(event) => onChange(event.target.value)} />
      )}
    </Field>
  );
}
