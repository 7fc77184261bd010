import { dayFrom } from '../../../local/day-after.ts';
import type { DecisionPart, TrialOrder } from '../orders/order.ts';
import { businessOf, NUMBER } from '../orders/write-parts.ts';
import { type Change, changesOf } from './change.ts';

/** States whose law makes an approval of the payer's silence, and since when (`rules/codes/decision-clocks.json`). */
const DEEMED: readonly (readonly [state: string, from: string])[] = [
  ['AZ', '2023-01-01'],
  ['NE', '2026-01-01'],
  ['ND', '2026-01-01'],
];
/** Longer than any of these laws gives. */
const LONG_AGO = 60;

/** A fully insured plan in such a state, and a request that the payer has had longer than the law gives it. */
const silence =
  (decisions: (received: string, order: TrialOrder) => readonly DecisionPart[]): Change['make'] =>
  (order, random) => {
    const { truth, parts } = order;
    const business = businessOf(truth.payer);
    if (truth.approved || (business !== 'commercial' && business !== 'exchange')) return undefined;
    const received = dayFrom(parts.at.slice(0, 10), -LONG_AGO);
    const states = DEEMED.filter(([, from]) => from <= received).map(([state]) => state);
    if (!states.length) return undefined;
    const state = random.pick(states);
    parts.place.address = { state };
    parts.patient.address = [{ state }];
    parts.coverage.class = [
      ...(parts.coverage.class ?? []),
      { type: { coding: [{ code: 'group' }] }, value: 'Fully insured' },
    ];
    parts.decisions = [...decisions(`${received}T15:00:00.000Z`, order)];
    return { truth: { ...truth, state }, unapproved: true };
  };

const pended = (receivedAt: string, more: DecisionPart['more'] = {}): DecisionPart => ({
  decision: 'pended',
  more: { number: 'CASE-3', numberKind: 'case', receivedAt, ...more },
});

export const CLOCK_CHANGES: readonly Change[] = changesOf('clock', 'other', {
  'the time to decide is over, and the law makes an approval of silence': silence((received) => [pended(received)]),
  'the same of an expedited request': silence((received) => [pended(received, { expedited: true })]),
  'the same, and the number is the one the claim carries': silence((received, { truth: { date }, parts }) => {
    parts.claimNumber = NUMBER;
    const period = { start: dayFrom(date, -5), end: dayFrom(date, 60) };
    return [{ decision: 'pended', more: { number: NUMBER, period, receivedAt: received } }];
  }),
  'the same, and a case number is called the approval': silence((received, { parts: { at } }) => [
    pended(received),
    { decision: 'approved', more: { number: 'CASE-3', numberKind: 'case', receivedAt: at.replace('T15:', 'T14:') } },
  ]),
  'the same, and the payer denied before': silence((received, { parts: { at } }) => [
    { decision: 'denied', more: { receivedAt: received } },
    { decision: 'appealed', more: { receivedAt: at.replace('T15:', 'T14:') } },
  ]),
});
