import { addDays, firstDay, lastDay } from '../../../core/model/dates.ts';
import type { DatedEvent, FactName, PartialDate } from '../../../core/model/facts.ts';
import { VOCABULARY } from '../../../core/model/vocabulary.ts';

/** The calendar part of a FHIR date or dateTime, as precise as it was written. */
export const dateOf = (dateTime: string | undefined): PartialDate | undefined =>
  /^\d{4}(-\d{2}(-\d{2})?)?/.exec(dateTime ?? '')?.[0];

/** Certainly after the service: what is planned has not happened. */
export const isAfter = (date: PartialDate | undefined, serviceDate: string): boolean =>
  date !== undefined && firstDay(date) > serviceDate;

/** An event that cannot precede the service; a test on the service date is the one ordered, not an earlier one. */
export const isTooLate = (fact: FactName, value: unknown, serviceDate: string): boolean => {
  const date = VOCABULARY[fact].type === 'event' ? (value as DatedEvent | undefined)?.date : undefined;
  if (date === undefined) return false;
  return firstDay(date) > serviceDate || (firstDay(date) === serviceDate && fact === 'priorIschemiaTest');
};

/** Within this many days before the service; `unclear` when a date without a day leaves it open. */
export const isWithin = (date: PartialDate, days: number, serviceDate: string): 'yes' | 'no' | 'unclear' => {
  const from = addDays(serviceDate, -days);
  if (lastDay(date) < from || firstDay(date) > serviceDate) return 'no';
  return firstDay(date) >= from ? 'yes' : 'unclear';
};

/** Facts that stay true once they happened. All others describe the patient now. */
const LASTING: ReadonlySet<FactName> = new Set([
  'knownCad',
  'priorMi',
  'priorPci',
  'priorCabg',
  'priorIschemiaTest',
  'acsWithin90Days',
  'silentIschemiaHistory',
  'incompleteRevascularization',
  'highRiskPci',
  'heartTransplant',
]);
const SYMPTOMS: ReadonlySet<FactName> = new Set([
  'chestPain',
  'exertionalDyspnea',
  'syncope',
  'palpitations',
  'unstableAngina',
]);

/** Our choice: a symptom noted at a visit counts for 90 days, any other finding for a year, like a resting ECG. */
const SYMPTOM_DAYS = 90;
export const FINDING_DAYS = 365;
export const ACS_DAYS = 90;

export const isLasting = (fact: FactName): boolean => LASTING.has(fact);

/** Whether a finding recorded on a day is still current; an undated one is. */
export const stillHolds = (fact: FactName, on: PartialDate | undefined, serviceDate: string): boolean =>
  isLasting(fact) ||
  on === undefined ||
  isWithin(on, SYMPTOMS.has(fact) ? SYMPTOM_DAYS : FINDING_DAYS, serviceDate) === 'yes';
