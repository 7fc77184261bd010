import { actionOf } from '../decide/next-action.ts';
import type { BookableAnswer } from './bookable.ts';
import { STRICTEST } from './judge-visit.ts';
import type { Slot } from './slot.ts';

/** When a visit starts: an ISO instant in UTC, or a local day or date-time of the site (`2026-12-07T09:30:00`). */
export type VisitStart = { readonly instant: string } | { readonly local: string };

/** A slot as a list has it: its time may be the site's, which only the order tells. */
export interface ListedSlot extends Omit<Slot, 'start' | 'end'> {
  readonly start: VisitStart;
}

/** One visit of a list as sent; `unreadable` says what is wrong with one that cannot be checked. */
export interface WorklistRow {
  /** 1-based position in the list sent. */
  readonly row: number;
  /** Ids of orders. */
  readonly orders: readonly string[];
  /** Each of `orders` may be the placer's number as well. */
  readonly numbered?: true;
  readonly source?: string;
  readonly appointment?: string;
  readonly slot?: ListedSlot;
  /** What stands for the codes where they are not understood. */
  readonly codeText?: string;
  /** Named in words, which cannot be compared with an approval's. */
  readonly inWords?: readonly ('facility' | 'performer')[];
  readonly unreadable?: string;
}

/** The row with its booking answer. */
export interface CheckedRow {
  readonly asked: WorklistRow;
  readonly found: BookableAnswer;
  /** When it starts, in the site's time; a day only where no time was given. */
  readonly start?: string;
  /** The same as an instant. */
  readonly at?: string;
}

const rankOf = ({ found }: CheckedRow): number => STRICTEST.indexOf(found.answer);
const startOf = ({ at }: CheckedRow): string => at ?? '';

/** Most urgent first: by answer, strictest first, then the earlier visit, then as sent. */
export const byUrgency = (a: CheckedRow, b: CheckedRow): number =>
  rankOf(a) - rankOf(b) || startOf(a).localeCompare(startOf(b)) || a.asked.row - b.asked.row;

/** The answer for a row that cannot be checked. */
export const noAnswer = (code: 'unknown-order' | 'unreadable', says: string, nextStep: string): BookableAnswer => ({
  answer: 'cannot-tell',
  reasons: [{ code, says }],
  nextStep,
  nextAction: actionOf({ code: 'fix-row' }),
});
