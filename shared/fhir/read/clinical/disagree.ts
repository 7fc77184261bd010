import { firstDay, lastDay } from '../../../core/model/dates.ts';
import type { FactName, IschemiaTest } from '../../../core/model/facts.ts';
import { VOCABULARY } from '../../../core/model/vocabulary.ts';

/** From none to certain. */
const PAIN: readonly unknown[] = ['none', 'noncardiac', 'possible-cardiac', 'cardiac'];
export const painScale = (value: unknown): number => PAIN.indexOf(value);

/** Measures vary between visits: a difference up to a tenth is no contradiction. */
const TOLERANCE = 0.1;

const isLater = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && firstDay(a) > lastDay(b);

/** Whether two accounts can be of the same test. */
export const canBeSameFact = (a: IschemiaTest, b: IschemiaTest): boolean =>
  !isLater(a.date, b.date) && !isLater(b.date, a.date) && (!a.modality || !b.modality || a.modality === b.modality);

/** Events earlier than the last one are no contradiction; a later one, or "never", is. */
const eventsDisagree = (last: IschemiaTest | undefined, other: IschemiaTest | undefined): boolean => {
  if (!last || !other) return last !== other;
  if (isLater(other.date, last.date)) return true;
  const sameTest = last.date !== undefined && other.date !== undefined && canBeSameFact(last, other);
  return sameTest && last.result !== undefined && other.result !== undefined && last.result !== other.result;
};

/**
 * Whether another source contradicts the chosen value. One step on the chest pain scale is a refinement (possible to
 * cardiac, possible to noncardiac); two or three are a contradiction.
 */
export const disagree = (fact: FactName, value: unknown, other: unknown): boolean => {
  if (fact === 'chestPain') return Math.abs(painScale(value) - painScale(other)) > 1;
  if (fact === 'lastClinicalVisit') return false;
  const { type } = VOCABULARY[fact];
  if (type === 'event') return eventsDisagree(value as IschemiaTest | undefined, other as IschemiaTest | undefined);
  if (type === 'number')
    return Math.abs(Number(value) - Number(other)) > TOLERANCE * Math.max(Number(value), Number(other));
  return value !== other;
};
