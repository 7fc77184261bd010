import { firstDay } from '../../../core/model/dates.ts';
import type { IschemiaTest } from '../../../core/model/facts.ts';
import { VOCABULARY } from '../../../core/model/vocabulary.ts';
import { painScale } from './disagree.ts';
import { RANKS, type Statement } from './finding.ts';

/** Text order, so that message order never decides. */
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Newest first; undated (current) statements come before all. */
const byDay = (a: string | undefined, b: string | undefined): number =>
  byText(b === undefined ? '~' : firstDay(b), a === undefined ? '~' : firstDay(a));

/** Latest event first, undated last; an imaging test before its ECG part; with results first. */
const eventWeight = (event: IschemiaTest | undefined): string => {
  if (!event) return '';
  const { date, modality, result } = event;
  const imaging = modality !== undefined && modality !== 'ecg';
  return `${date ? firstDay(date) : '0'} ${imaging ? 2 : modality ? 1 : 0} ${result ? 1 : 0}`;
};

const byValue = ({ fact, value }: Statement, { value: other }: Statement): number => {
  if (fact === 'chestPain') return painScale(other) - painScale(value);
  if (VOCABULARY[fact].type !== 'event') return 0;
  return byText(eventWeight(other as IschemiaTest | undefined), eventWeight(value as IschemiaTest | undefined));
};

const asText = ({ value, reference, reason, warning }: Statement) =>
  JSON.stringify([value, reference, reason ?? '', warning ?? '']);

/** Which of two statements of one fact counts first: by rank, then the newest, then the more specific. */
export const byWeight = (a: Statement, b: Statement): number =>
  RANKS.indexOf(a.rank) - RANKS.indexOf(b.rank) || byDay(a.on, b.on) || byValue(a, b) || byText(asText(a), asText(b));
