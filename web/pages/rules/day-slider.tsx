import { useId } from 'preact/hooks';
import { addDays, longDay, shortDay } from '../../words/dates.ts';

interface Props {
  readonly label: string;
  readonly from: string;
  readonly days: number;
  readonly value: string;
  readonly onDay: (day: string) => void;
}

const DAY_MS = 86_400_000;
const between = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** A day to be dragged, or moved by arrow keys; Page Up and Page Down move by about a month. */
export const DaySlider = ({ label, from, days, value, onDay }: Props) => {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="slider"
        type="range"
        min={0}
        max={days}
        value={Math.min(days, Math.max(0, between(from, value)))}
        aria-valuetext={longDay(value)}
        onInput={({ currentTarget }) => onDay(addDays(from, Number(currentTarget.value)))}
      />
      <p class="slider-ends muted small num" aria-hidden="true">
        <span>{shortDay(from)}</span>
        <span>{shortDay(addDays(from, days))}</span>
      </p>
    </div>
  );
};
