import { dayFrom } from '../../../local/day-after.ts';
import { usualDays } from '../oracle/rules-held.ts';
import type { DecisionPart, OrderParts, TrialOrder, Truth } from '../orders/order.ts';
import { NUMBER, ref } from '../orders/write-parts.ts';
import { type Change, changesOf } from './change.ts';

const later = ({ at }: OrderParts): string => at.replace('T15:', 'T14:');
const first = ({ at }: OrderParts): string => at.replace('T15:', 'T13:');

/** Changes the approval on file, so that it no longer fits. */
const approval =
  (change: (truth: Truth, parts: OrderParts) => Partial<DecisionPart['more']>): Change['make'] =>
  ({ truth, parts }: TrialOrder) => {
    const [given] = parts.decisions;
    if (!given) return undefined;
    parts.decisions = [{ ...given, more: { ...given.more, ...change(truth, parts) } }];
    return { unapproved: true };
  };

/** The payer says something else afterwards. */
const followedBy =
  (decision: string, more: DecisionPart['more']): Change['make'] =>
  ({ parts }) => {
    const [approved] = parts.decisions;
    if (!approved) return undefined;
    parts.decisions = [
      { ...approved, more: { ...approved.more, receivedAt: first(parts) } },
      { decision, more: { ...more, receivedAt: later(parts) } },
    ];
    return { unapproved: true };
  };

/** Instead of an approval. */
const instead =
  (decision: string, more: DecisionPart['more']): Change['make'] =>
  ({ parts }) => {
    if (!parts.decisions.length) return undefined;
    parts.decisions = [{ decision, more }];
    return { unapproved: true };
  };

export const APPROVAL_CHANGES: readonly Change[] = [
  ...changesOf('approval', 'other', {
    'expired before the service': approval(({ date }) => ({
      period: { start: dayFrom(date, -90), end: dayFrom(date, -1) },
    })),
    'starts after the service': approval(({ date }) => ({
      period: { start: dayFrom(date, 1), end: dayFrom(date, 60) },
    })),
    'for another code': approval(({ code }) => ({ code: code === '93015' ? '78452' : '93015' })),
    'for another place of service': approval(({ place }) => ({ placeOfService: place === '24' ? '11' : '24' })),
    'for another facility': approval(() => ({ facility: ref('Location', 'elsewhere') })),
    'for one unit, and two are to be done': ({ parts }) => {
      if (!parts.decisions.length) return undefined;
      parts.slot.units = 2;
      return { unapproved: true, only: ['bookable', 'csv'] };
    },
    'denied afterwards': followedBy('denied', { number: NUMBER }),
    'cancelled afterwards': followedBy('cancelled', { number: NUMBER }),
    'denied without a number': followedBy('denied', {}),
    'only pended': instead('pended', { number: NUMBER }),
    'only appealed': instead('appealed', { number: NUMBER }),
    'only a case number': instead('pended', { number: 'CASE-77', numberKind: 'case' }),
    'a case number called approved': instead('approved', { number: 'CASE-77', numberKind: 'case' }),
    'a call reference called approved': instead('approved', { number: 'CALL-8', numberKind: 'call-reference' }),
  }),
  ...changesOf('approval', 'removed', {
    'never given': ({ parts }) => {
      if (!parts.decisions.length) return undefined;
      parts.decisions = [];
      delete parts.claimNumber;
      return { unapproved: true };
    },
    'its last day is not known': ({ truth, parts }) => {
      const [given] = parts.decisions;
      if (!given || usualDays(truth)) return undefined;
      const period = { start: dayFrom(truth.date, -5) };
      parts.decisions = [{ ...given, more: { ...given.more, period } }];
      // The statement on the order has no word for it: an approval there satisfies the need.
      return { unapproved: true, only: ['submit', 'bookable', 'csv', 'claim', 'card'] };
    },
  }),
];
