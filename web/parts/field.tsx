import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { words } from '../words/words.ts';

interface FieldProps {
  readonly label: string;
  readonly says?: string;
  /** What is wrong with what was typed. */
  readonly fault?: string;
  readonly optional?: boolean;
}

interface Wiring {
  readonly id: string;
  readonly class: string;
  readonly 'aria-invalid': 'true' | undefined;
  readonly 'aria-describedby': string | undefined;
}

/** A labeled control; help and fault are part of its description. */
export const Field = ({
  label,
  says,
  fault,
  optional,
  control,
}: FieldProps & { readonly control: (wiring: Wiring) => ComponentChildren }) => {
  const id = useId();
  const described = [says && `${id}-says`, fault && `${id}-fault`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>
        {label} {optional ? <span class="muted small">{words.optional}</span> : null}
      </label>
      {control({
        id,
        class: 'input',
        'aria-invalid': fault ? 'true' : undefined,
        'aria-describedby': described || undefined,
      })}
      {says ? (
        <p class="says" id={`${id}-says`}>
          {says}
        </p>
      ) : null}
      {fault ? (
        <p class="fault" id={`${id}-fault`}>
          {fault}
        </p>
      ) : null}
    </div>
  );
};

interface Input {
  readonly type?: 'text' | 'date' | 'time';
  readonly inputMode?: 'numeric' | 'decimal';
  readonly maxLength?: number;
  /** A code or number, not prose: digits of one width, no spelling. */
  readonly code?: boolean;
}

interface TextProps extends FieldProps {
  readonly value: string;
  readonly onText: (text: string) => void;
  readonly input?: Input;
}

export const TextField = ({ value, onText, input = {}, ...field }: TextProps) => (
  <Field
    {...field}
    control={(wiring) => {
      const common = {
        ...wiring,
        class: `input${input.code || input.type ? ' num' : ''}`,
        autocomplete: 'off',
        spellcheck: !input.code,
        inputMode: input.inputMode,
        maxLength: input.maxLength,
        value,
        onInput: ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) => onText(currentTarget.value),
      };
      if (input.type === 'date') return <input type="date" {...common} />;
      return input.type === 'time' ? <input type="time" {...common} /> : <input type="text" {...common} />;
    }}
  />
);

interface SelectProps extends FieldProps {
  readonly value: string;
  readonly options: readonly (readonly [value: string, word: string])[];
  /** Shown while nothing is chosen. */
  readonly none?: string;
  readonly onChoose: (value: string) => void;
}

export const SelectField = ({ value, options, none, onChoose, ...field }: SelectProps) => (
  <Field
    {...field}
    control={(wiring) => (
      <select {...wiring} value={value} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
        {none === undefined ? null : <option value="">{none}</option>}
        {options.map(([code, word]) => (
          <option key={code} value={code}>
            {word}
          </option>
        ))}
      </select>
    )}
  />
);

interface ChoiceProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly options: readonly (readonly [value: string, word: string])[];
  readonly onChoose: (value: string) => void;
}

/** A few words to choose one of, all of them in sight. */
export const Choices = ({ label, value, options, onChoose }: ChoiceProps) => {
  const name = useId();
  return (
    <fieldset class="field">
      <legend>{label}</legend>
      <div class="choices">
        {options.map(([code, word]) => (
          <label key={code} class="choice">
            <input type="radio" name={name} checked={value === code} onChange={() => onChoose(code)} />
            {word}
          </label>
        ))}
      </div>
    </fieldset>
  );
};
