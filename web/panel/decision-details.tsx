import { Field, SelectField, TextField } from '../parts/field.tsx';
import { words } from '../words/words.ts';
import type { Draft } from './decision-draft.ts';

const text = words.record;

interface Props {
  readonly draft: Draft;
  readonly faults: { readonly to?: string; readonly codes?: string };
  /** Shown from the start: a text proposed some of it. */
  readonly open: boolean;
  readonly onChange: (change: Partial<Draft>) => void;
}

/** What of a decision is often not told: folded, so that number and decision are all there is to see. */
export const DecisionDetails = ({ draft, faults, open, onChange }: Props) => (
  <details open={open || Object.keys(faults).length > 0}>
    <summary>{text.more}</summary>
    <div class="columns">
      <SelectField
        label={text.kind}
        says={text.kindSays}
        value={draft.numberKind}
        options={Object.entries(text.kinds)}
        onChoose={(numberKind) => onChange({ numberKind })}
      />
      <SelectField
        label={text.via}
        value={draft.by}
        options={Object.entries(text.sources)}
        onChoose={(by) => onChange({ by })}
      />
      <TextField label={text.from} value={draft.from} input={{ type: 'date' }} onText={(from) => onChange({ from })} />
      <TextField
        label={text.to}
        value={draft.to}
        fault={faults.to}
        input={{ type: 'date' }}
        onText={(to) => onChange({ to })}
      />
      <TextField
        label={text.codes}
        says={text.codesSays}
        value={draft.codes}
        fault={faults.codes}
        onText={(codes) => onChange({ codes })}
      />
      <TextField
        label={text.units}
        value={draft.units}
        input={{ inputMode: 'numeric' }}
        onText={(units) => onChange({ units })}
      />
      <SelectField
        label={text.site}
        none={text.choose}
        value={draft.place}
        options={Object.entries(words.ask.places)}
        onChoose={(place) => onChange({ place })}
      />
    </div>
    <Field
      label={text.reason}
      optional
      control={(wiring) => (
        <textarea
          {...wiring}
          rows={2}
          value={draft.reason}
          onInput={({ currentTarget }) => onChange({ reason: currentTarget.value })}
        />
      )}
    />
  </details>
);
