interface Props {
  readonly label: string;
  readonly options: readonly (readonly [value: string, word: string])[];
  readonly chosen: readonly string[];
  readonly onChoose: (chosen: readonly string[]) => void;
}

/** Several of a few, all of them in sight. */
export const CheckList = ({ label, options, chosen, onChoose }: Props) => (
  <fieldset class="field">
    <legend>{label}</legend>
    <div class="check-list">
      {options.map(([value, word]) => (
        <label key={value} class="check">
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={({ currentTarget }) =>
              onChoose(currentTarget.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
            }
          />
          <span>{word}</span>
        </label>
      ))}
    </div>
  </fieldset>
);
