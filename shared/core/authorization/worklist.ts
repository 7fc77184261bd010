import { actionOf } from '../decide/next-action.ts';
import { type BookableAnswer, STRICTEST } from './bookable.ts';
import type { Slot } from './slot.ts';

/** One visit of a list as sent; `unreadable` says what is wrong with one that cannot be checked. */
export interface WorklistRow {
  /** 1-based position in the list sent. */
  readonly row: number;
  readonly orders: readonly string[];
  readonly source?: string;
  readonly appointment?: string;
  readonly slot?: Slot;
  readonly unreadable?: string;
}

/** The row with its booking answer. */
export interface CheckedRow {
  readonly asked: WorklistRow;
  readonly found: BookableAnswer;
}

const rankOf = ({ found }: CheckedRow): number => STRICTEST.indexOf(found.answer);
const startOf = ({ asked }: CheckedRow): string => asked.slot?.start ?? '';

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
