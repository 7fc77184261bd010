import { lastDay } from '../../core/model/dates.ts';

const DATE = /^(?!0000)\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?/;
const ZONE = /^(Z|[+-]((0\d|1[0-3]):[0-5]\d|14:00))$/;
const DAY_LENGTH = 10;

const NO_SUCH_DAY = 'names a day that does not exist';

const isRealDay = (date: string) =>
  date.length < DAY_LENGTH || date.slice(8) <= '28' || date <= lastDay(date.slice(0, 7));

/** `2026`, `2026-05` or a calendar day. Returns what is wrong, as text. */
export const checkDate = (text: string): string | undefined => {
  if (!DATE.test(text)) return 'must be a date such as 2026-05-12';
  return isRealDay(text) ? undefined : NO_SUCH_DAY;
};

const checkMoment = (text: string, expected: string): string | undefined => {
  const [day, clock] = [text.slice(0, DAY_LENGTH), text.slice(DAY_LENGTH + 1)];
  const time = TIME.exec(clock)?.[0];
  if (text[DAY_LENGTH] !== 'T' || time === undefined || day.length < DAY_LENGTH || !DATE.test(day)) return expected;
  if (!isRealDay(day)) return NO_SUCH_DAY;
  if (time.length === clock.length) return 'has a time of day without a time zone: add Z or an offset such as -05:00';
  return ZONE.test(clock.slice(time.length)) ? undefined : expected;
};

/** A date, or a day with a time to the second and a time zone. */
export const checkDateTime = (text: string): string | undefined => {
  const expected = 'must be a date or a dateTime such as 2026-05-12T09:30:00-05:00';
  if (text.includes('T')) return checkMoment(text, expected);
  if (!DATE.test(text)) return expected;
  return isRealDay(text) ? undefined : NO_SUCH_DAY;
};

export const checkInstant = (text: string): string | undefined =>
  checkMoment(text, 'must be an instant such as 2026-05-12T09:30:00.000Z');
