import type { CoverageMap } from '../../../client/index.ts';
import { SelectField, TextField } from '../../parts/field.tsx';
import { payersOf } from '../../state/payers.ts';
import { words } from '../../words/words.ts';
import type { Draft } from './asked-fragment.ts';

const text = words.ask;

interface Props {
  readonly draft: Draft;
  readonly map: CoverageMap | undefined;
  readonly onChange: (change: Draft) => void;
}

/** What a question needs, and what makes its answer better. */
export const AskForm = ({ draft, map, onChange }: Props) => (
  <form class="card stack" onSubmit={(event) => event.preventDefault()}>
    <SelectField
      label={text.payer}
      none={text.choose}
      value={draft.payer ?? ''}
      options={payersOf(map)}
      onChoose={(payer) => onChange({ payer })}
    />
    <SelectField
      label={text.test}
      none={text.choose}
      value={draft.code ?? ''}
      options={Object.entries(text.tests).map(([code, word]) => [code, `${word} (${code})`])}
      onChoose={(code) => onChange({ code })}
    />
    <div class="columns">
      <TextField
        label={text.age}
        value={draft.age === undefined ? '' : String(draft.age)}
        input={{ inputMode: 'numeric', maxLength: 3 }}
        onText={(typed) => onChange({ age: Number(typed) || undefined })}
      />
      <SelectField
        label={text.sex}
        none={text.choose}
        value={draft.sex ?? ''}
        options={Object.entries(text.sexes)}
        onChoose={(sex) => onChange({ sex: sex === 'female' || sex === 'male' ? sex : undefined })}
      />
      <SelectField
        label={text.place}
        none={text.choose}
        value={draft.placeOfService ?? ''}
        options={Object.entries(text.places)}
        onChoose={(placeOfService) => onChange({ placeOfService: placeOfService || undefined })}
      />
      <TextField
        label={text.date}
        value={draft.serviceDate ?? ''}
        input={{ type: 'date' }}
        onText={(serviceDate) => onChange({ serviceDate: serviceDate || undefined })}
      />
    </div>
    <TextField
      label={text.diagnosis}
      optional
      says={text.diagnosisSays}
      value={draft.diagnoses?.[0] ?? ''}
      input={{ code: true, maxLength: 8 }}
      onText={(typed) => onChange({ diagnoses: typed.trim() ? [typed.trim().toUpperCase()] : undefined })}
    />
    <p class="muted small">{text.coverage}</p>
  </form>
);
