import type { Visit } from '../../../client/index.ts';
import type { Mode } from '../../panel/mode.ts';
import { useKeys } from '../../state/keys.ts';
import { keyOf } from './visit-key.ts';

const LINK = '.v-patient a';

const rowsShown = (): readonly HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>('.visit')].filter((row) => !row.closest('[data-folded]'));

const focusedRow = (): HTMLElement | undefined =>
  document.activeElement?.closest<HTMLElement>('.visit') ??
  document.querySelector<HTMLElement>('.visit.is-selected') ??
  undefined;

const focusIn = (row: HTMLElement | undefined): void => row?.querySelector<HTMLElement>(LINK)?.focus();

export const focusRow = (key: string): void =>
  focusIn(rowsShown().find(({ dataset }) => dataset.key === key) ?? undefined);

const move = (step: 1 | -1): void => {
  const rows = rowsShown();
  const focused = focusedRow();
  const at = focused ? rows.indexOf(focused) : -1;
  focusIn(rows[at < 0 ? (step === 1 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step))]);
};

interface Rows {
  readonly visits: readonly Visit[];
  readonly act: (visit: Visit, mode?: Mode) => void;
  readonly close: () => void;
}

/** j and k move, e opens the next action of the row, r records a decision, / searches; Enter is the link's own. */
export const useRowKeys = ({ visits, act, close }: Rows): void => {
  const open = (mode: Mode) => (event: KeyboardEvent) => {
    const key = focusedRow()?.dataset.key;
    const visit = visits.find((one) => keyOf(one) === key);
    if (!visit) return;
    // The key must not be typed into the field that gets the focus.
    event.preventDefault();
    act(visit, mode);
  };
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    e: open('next'),
    r: open('record'),
    '/': (event) => {
      event.preventDefault();
      document.getElementById('search')?.focus();
    },
    Escape: close,
  });
};
