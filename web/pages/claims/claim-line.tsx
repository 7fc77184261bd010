import { Button } from '../../parts/button.tsx';
import { SelectField, TextField } from '../../parts/field.tsx';
import { words } from '../../words/words.ts';
import { isCode, type TypedLine } from './claim-draft.ts';

const text = words.claims;

interface Props {
  readonly line: TypedLine;
  readonly number: number;
  readonly asked: boolean;
  readonly onChange: (change: Partial<TypedLine>) => void;
  readonly onRemove: (() => void) | undefined;
}

/** What is billed on one line. */
export const ClaimLine = ({ line, number, asked, onChange, onRemove }: Props) => (
  <fieldset class="claim-line">
    <legend class="claim-line-title">{text.line(number)}</legend>
    <div class="claim-cells">
      <TextField
        label={text.code}
        value={line.code}
        {...(asked && !isCode(line.code) ? { fault: text.needCode } : {})}
        input={{ code: true, maxLength: 5 }}
        onText={(code) => onChange({ code: code.toUpperCase() })}
      />
      <TextField
        label={text.modifiers}
        value={line.modifiers}
        input={{ code: true, maxLength: 11 }}
        onText={(modifiers) => onChange({ modifiers: modifiers.toUpperCase() })}
      />
      <TextField
        label={text.units}
        value={line.units}
        input={{ inputMode: 'numeric', maxLength: 4, code: true }}
        onText={(units) => onChange({ units })}
      />
      <SelectField
        label={text.place}
        value={line.place}
        options={Object.entries(words.ask.places)}
        onChoose={(place) => onChange({ place })}
      />
      <TextField
        label={text.date}
        value={line.serviced}
        input={{ type: 'date' }}
        onText={(serviced) => onChange({ serviced })}
      />
      {onRemove ? <Button kind="quiet" icon="close" label={text.remove(number)} onPress={onRemove} /> : null}
    </div>
  </fieldset>
);
