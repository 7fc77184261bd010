import { dayFrom } from '../../../local/day-after.ts';
import { isExempt, isRequired } from '../oracle/rules-held.ts';
import type { Notice, OrderParts, TrialOrder, Truth } from '../orders/order.ts';
import { businessOf, cptConcept, NPI_OF_DOCTOR, payerNamed } from '../orders/write-parts.ts';
import { type Change, changesOf } from './change.ts';

const ANOTHER_NPI = '1999999992';
const TAX_ID = '12-3456789';
/** Offered instead of no other test. */
const PLANAR = '78454';

/** A notice that fits the order: it alone would make a yes of it. */
const noticeFor = ({ payer, code, date }: Truth): Notice => ({
  payer,
  dated: dayFrom(date, -90),
  from: dayFrom(date, -90),
  to: dayFrom(date, 90),
  codes: [code],
  npis: [NPI_OF_DOCTOR],
  of: 'ordering',
  notify: false,
});

/** Orders for which the rules ask, and nothing else spares the authorization. */
const needsOne = ({ truth }: TrialOrder): boolean =>
  !truth.approved && !isExempt(truth, false) && !isExempt(truth, true) && isRequired(truth);

type More = Omit<NonNullable<ReturnType<Change['make']>>, 'truth'> & { readonly truth?: Truth };

/** A notice on file, one thing about it falsified; the rest of the order stays as it is. */
const notice =
  (
    change: (fitting: Notice, order: TrialOrder) => readonly Notice[] | undefined,
    more: (order: TrialOrder) => More | undefined = () => ({}),
  ): Change['make'] =>
  (order) => {
    if (!needsOne(order)) return undefined;
    const changed = change(noticeFor(order.truth), order);
    const said = more(order);
    if (!changed || !said) return undefined;
    order.parts.notices = [...changed];
    return said;
  };

const but = (part: (order: TrialOrder) => Partial<Notice>): Change['make'] =>
  notice((fitting, order) => [{ ...fitting, ...part(order) }]);

const groupClass = (value: string): NonNullable<OrderParts['coverage']['class']>[number] => ({
  type: { coding: [{ code: 'group' }] },
  value,
});
const addClass = ({ coverage }: OrderParts, value: string): void => {
  coverage.class = [...(coverage.class ?? []), groupClass(value)];
};

const otherPayer = ({ payer }: Truth): string => (payer === 'highmark' ? 'cigna-commercial' : 'highmark');
const otherCode = ({ code }: Truth): string => (code === '78452' ? '93351' : '78452');

/** The order as it was answered while the notice was on file; afterwards something changed. */
const since =
  (change: (order: TrialOrder) => More | undefined): Change['make'] =>
  (order) => {
    if (!needsOne(order)) return undefined;
    const { truth, parts } = order;
    parts.notices = [noticeFor(truth)];
    parts.earlier = { ...structuredClone(parts), at: `${dayFrom(parts.at.slice(0, 10), -1)}T15:00:00.000Z` };
    return change(order);
  };

export const EXEMPTION_CHANGES: readonly Change[] = [
  // Nothing false in it: shows that the orders below are a yes but for what was falsified.
  ...changesOf('exemption', 'none', {
    'a notice that fits': notice(
      (fitting) => [fitting],
      ({ truth }) => ({ truth: { ...truth, exempt: true } }),
    ),
  }),
  ...changesOf('exemption', 'removed', {
    'the notice was taken out before the order was asked about again': since(({ parts }) => {
      parts.notices = [];
      return {};
    }),
    'the notice was taken out after the answer, before booking': (order) => {
      if (!needsOne(order)) return undefined;
      order.parts.notices = [noticeFor(order.truth)];
      order.parts.withdrawn = true;
      return { unfalsified: { ...order.truth, exempt: true }, only: ['bookable', 'csv', 'claim', 'card', 'order'] };
    },
  }),
  ...changesOf('exemption', 'other', {
    'the notice ended the day before': but(({ truth: { date } }) => ({ to: dayFrom(date, -1) })),
    'the notice starts the day after': but(({ truth: { date } }) => ({ from: dayFrom(date, 1) })),
    'the notice is dated after the service': but(({ truth: { date } }) => ({ dated: dayFrom(date, 1) })),
    'the notice is of another payer': but(({ truth }) => ({ payer: otherPayer(truth) })),
    'the notice is for another NPI': but(() => ({ npis: [ANOTHER_NPI] })),
    'the notice is for another tax number': notice(({ npis: _npis, ...fitting }) => [{ ...fitting, taxIds: [TAX_ID] }]),
    'the notice is for who performs the test': but(() => ({ of: 'performing' })),
    'the notice names another code': but(() => ({ codes: [PLANAR] })),
    'the notice wants to be notified, and nobody confirmed': but(() => ({ notify: true })),
    'notified, and the plan only opened a case': notice(
      (fitting, { parts }) => {
        parts.decisions = [{ decision: 'pended', more: { number: 'CASE-5', numberKind: 'case' } }];
        return [{ ...fitting, notify: true }];
      },
      () => ({ unapproved: true }),
    ),
    'the plan denied this test in spite of its notice': notice(
      (fitting, { parts }) => {
        parts.decisions = [{ decision: 'denied', more: {} }];
        return [fitting];
      },
      // The plan is asked and told after `$assess`.
      ({ truth }) => ({
        unapproved: true,
        unfalsified: { ...truth, exempt: true },
        only: ['submit', 'bookable', 'csv', 'card', 'order'],
      }),
    ),
    'one notice ended, the other is for another NPI': notice((fitting, { truth: { date } }) => [
      { ...fitting, to: dayFrom(date, -1) },
      { ...fitting, npis: [ANOTHER_NPI] },
    ]),
    'another doctor orders': notice(
      (fitting) => [fitting],
      ({ parts }) => {
        parts.npi = ANOTHER_NPI;
        return {};
      },
    ),
    'another test was ordered since': since(({ truth, parts }) => {
      const code = otherCode(truth);
      parts.order.code = cptConcept(code);
      const group = code === '78452' ? 'mpi' : 'stress-echo';
      return { truth: { ...truth, code, group }, sparedCode: truth.code };
    }),
    'another test in the slot': notice(
      (fitting) => [fitting],
      ({ truth, parts }) => {
        parts.slot.code = otherCode(truth);
        const group = parts.slot.code === '78452' ? 'mpi' : 'stress-echo';
        return {
          truth: { ...truth, code: parts.slot.code, group },
          unfalsified: { ...truth, exempt: true },
          only: ['bookable', 'csv'],
        };
      },
    ),
    'the visit moved beyond the notice since': since(({ truth, parts }) => {
      const date = dayFrom(truth.date, 91);
      if (date.slice(0, 4) !== truth.date.slice(0, 4)) return undefined;
      parts.order.occurrenceDateTime = date;
      parts.slot.start = `${date}T14:00:00Z`;
      return { truth: { ...truth, date } };
    }),
    'the patient changed plans since': since(({ truth, parts }) => {
      const payer = otherPayer(truth);
      parts.payer = payerNamed(payer);
      delete parts.coverage.type;
      delete parts.coverage.class;
      const { product: _product, ...rest } = truth;
      return { truth: { ...rest, payer } };
    }),
    'a delegated group decides for the member': notice(
      (fitting) => [fitting],
      ({ truth, parts }) => {
        addClass(parts, 'Delegated medical group');
        return { truth: { ...truth, delegated: true } };
      },
    ),
    'it is not told whether a group decides': notice(
      (fitting) => [fitting],
      ({ parts }) => {
        addClass(parts, 'Delegated: ?');
        return {};
      },
    ),
    'the plan before approved, and this coverage is new': ({ truth, parts }) => {
      const start = dayFrom(truth.date, -30);
      if (!truth.approved || !businessOf(truth.payer) || start.slice(0, 4) !== truth.date.slice(0, 4)) return undefined;
      const before = `${dayFrom(start, -5)}T15:00:00.000Z`;
      const earlier = structuredClone(parts);
      parts.earlier = { ...earlier, at: before, payer: payerNamed(otherPayer(truth)) };
      delete parts.earlier.coverage.type;
      delete parts.earlier.coverage.class;
      parts.coverage.period = { ...parts.coverage.period, start };
      parts.decisions = [];
      return { unapproved: true };
    },
  }),
];
