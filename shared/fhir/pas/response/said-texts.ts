import type { CodeableConcept } from 'fhir/r4';
import { firstDay, lastDay } from '../../../core/model/dates.ts';

/** What a payer says is kept as it says it, no longer than a person reads. */
const LONGEST = 1_000;

export const shortened = (text: string): string => text.slice(0, LONGEST);

const DAY = /^\d{4}-\d{2}-\d{2}/;

/** The day of a whole date or an instant; of a month or a year alone there is none. */
export const dayOf = (date: string | undefined): string | undefined =>
  date !== undefined && DAY.test(date) ? date.slice(0, 10) : undefined;

const PARTIAL = /^\d{4}(-\d{2})?$/;

/** Day a period begins, or that it ends with. Of a month or a year alone the first and the last, as FHIR reads a Period. */
export const firstDayOf = (date: string | undefined): string | undefined =>
  date !== undefined && PARTIAL.test(date) ? firstDay(date) : dayOf(date);
export const lastDayOf = (date: string | undefined): string | undefined =>
  date !== undefined && PARTIAL.test(date) ? lastDay(date) : dayOf(date);

export const wordsOf = ({ text, coding = [] }: CodeableConcept): string | undefined => {
  const said = text ?? coding.find(({ display }) => display)?.display;
  return said === undefined ? undefined : shortened(said);
};

export const codeOf = ({ coding = [] }: CodeableConcept): string | undefined => coding.find(({ code }) => code)?.code;
