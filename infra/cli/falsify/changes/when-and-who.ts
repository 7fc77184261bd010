import { groupOf } from '../orders/make-order.ts';
import { type Change, changesOf } from './change.ts';

const UNREADABLE_CELLS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a code twice in a cell': { code: '93350, 93350' },
  'a code nobody knows': { code: '9335O' },
  'words for a code': { code: 'stress test' },
  'one code that is understood and one that is not': { code: '93351 9335O' },
  'a place nobody knows': { place: 'office' },
  'a place of three digits': { place: '111' },
  'units in words': { units: 'two' },
  'half a unit': { units: '1.5' },
  'a day that does not exist': { start: '2026-02-30T09:00:00Z' },
  'a day in words': { start: 'next Tuesday' },
  'an order nobody knows': { order: 'order-l' },
  'no order': { order: '' },
};

const UNREADABLE = changesOf(
  'list',
  'unreadable',
  Object.fromEntries(
    Object.entries(UNREADABLE_CELLS).map(([name, cells]): [string, Change['make']] => [
      name,
      ({ parts }) => {
        parts.cells = { ...cells };
        return { only: ['csv'] };
      },
    ]),
  ),
);

export const LIST_CHANGES: readonly Change[] = [
  ...UNREADABLE,
  ...changesOf('list', 'other', {
    // Read as lines of one visit: the yes of a visit is one of all its tests.
    'two tests in one cell': ({ truth, parts }) => {
      const { approved: _approved, ...rest } = truth;
      parts.cells = { code: '93350, 78452' };
      return { truth: { ...rest, code: '93350', group: groupOf('93350'), beside: ['78452'] }, only: ['csv'] };
    },
    // Supervision is part of the test: what holds of the test holds of both.
    'a test and its supervision in one cell': ({ truth, parts }) => {
      const { approved, ...rest } = truth;
      const isApproved = approved && truth.code === '93350';
      parts.cells = { code: '93350, 93016' };
      const now = { ...rest, code: '93350', group: groupOf('93350'), ...(isApproved ? { approved } : {}) };
      return { truth: now, only: ['csv'] };
    },
  }),
];

export const DATE_CHANGES: readonly Change[] = changesOf('date', 'other', {
  'before any rule held': ({ truth, parts }) => {
    const date = '2019-05-14';
    parts.order.occurrenceDateTime = date;
    parts.coverage.period = { start: '2019-01-01', end: '2019-12-31' };
    parts.at = '2019-05-04T15:00:00.000Z';
    parts.slot.start = `${date}T14:00:00Z`;
    parts.decisions = [];
    delete parts.claimNumber;
    const { approved: _approved, ...rest } = truth;
    return truth.payer === 'self-pay' ? undefined : { truth: { ...rest, date } };
  },
  'the slot is after the coverage ended': ({ truth, parts }) => {
    if (truth.payer === 'self-pay') return undefined;
    parts.slot.start = `${Number(truth.date.slice(0, 4)) + 1}-03-02T14:00:00Z`;
    return { uncovered: true, only: ['bookable', 'csv'] };
  },
  'the slot is in the past': ({ truth, parts }) => {
    parts.slot.start = `${parts.at.slice(0, 4)}-01-01T14:00:00Z`;
    return parts.at.slice(5, 7) === '01' ||
      truth.date.slice(5, 7) === '01' ||
      parts.at.slice(0, 4) !== truth.date.slice(0, 4)
      ? undefined
      : { uncovered: true, only: ['bookable', 'csv'] };
  },
});
