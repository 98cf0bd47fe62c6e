import { CALL_KINDS, type CallKind } from '../api/call-view.js';
import { useWords } from '../i18n/language.js';
import { Choice } from '../parts/choice.js';
import { stateWords } from '../parts/state.words.js';
import { callFormWords } from './call-form.words.js';

interface Props {
  readonly kind: CallKind;
  readonly onChange: (kind: CallKind) => void;
}

export function KindChoice({ kind, onChange }: Props) {
  const text = useWords(callFormWords);
  const { kinds } = useWords(stateWords);
  return (
    <div>
      <Choice
        legend={text.kind}
        options={CALL_KINDS.map((each) => [each, kinds[each]])}
        value={kind}
        onChange={onChange}
      />
      <p className="hint">{text.kindHints[kind]}</p>
    </div>
  );
}
