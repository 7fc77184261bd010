import { dayFrom } from '../../../local/day-after.ts';
import { groupOf } from '../orders/make-order.ts';
import type { OrderParts, TrialOrder } from '../orders/order.ts';
import { cptConcept, NUMBER, payerNamed, placeType } from '../orders/write-parts.ts';
import { type Change, changesOf } from './change.ts';

/** The order was approved as it was, and then changed. */
const sinceApproval =
  (change: (order: TrialOrder, random: Parameters<Change['make']>[1]) => ReturnType<Change['make']>): Change['make'] =>
  (order, random) => {
    const { parts } = order;
    if (!parts.decisions.length) return undefined;
    const earlier: OrderParts = {
      ...structuredClone(parts),
      at: `${dayFrom(parts.at.slice(0, 10), -1)}T15:00:00.000Z`,
    };
    parts.earlier = earlier;
    parts.decisions = [];
    return change(order, random);
  };

const PLANS = ['uhc-medicare-advantage', 'cigna-commercial', 'highmark', 'bcbs-carelon'];

export const SINCE_APPROVAL_CHANGES: readonly Change[] = changesOf('approval', 'other', {
  'the patient changed plans since': sinceApproval(({ truth, parts }, random) => {
    const payer = random.pick(PLANS.filter((one) => one !== truth.payer));
    parts.payer = payerNamed(payer);
    delete parts.coverage.type;
    delete parts.coverage.class;
    const { product: _product, ...rest } = truth;
    return { truth: { ...rest, payer }, unapproved: true };
  }),
  'another test was ordered since': sinceApproval(({ truth, parts }) => {
    const code = truth.group === 'ecg' ? '78452' : '93015';
    parts.order.code = cptConcept(code);
    return { truth: { ...truth, code, group: groupOf(code) }, unapproved: true };
  }),
  'the visit moved beyond its window since': sinceApproval(({ truth, parts }) => {
    const date = dayFrom(truth.date, 61);
    if (date.slice(0, 4) !== truth.date.slice(0, 4)) return undefined;
    parts.order.occurrenceDateTime = date;
    parts.slot.start = `${date}T14:00:00Z`;
    return { truth: { ...truth, date }, unapproved: true };
  }),
  'the visit moved to another place of service since': sinceApproval(({ truth, parts }) => {
    if (truth.place === '24') return undefined;
    parts.place.type = [placeType('24')];
    if (parts.encounter) parts.encounter.class = { ...parts.encounter.class, code: 'AMB' };
    return { truth: { ...truth, place: '24', encounter: 'AMB' }, unapproved: true };
  }),
});

/** Another patient's order, with an approval of its own. */
const ofAnotherPatient = ({ truth, parts }: TrialOrder, number: string): OrderParts => {
  const other = structuredClone(parts);
  other.patient = { ...other.patient, id: 'p2' };
  for (const one of [
    other.order,
    ...(other.answers ? [other.answers] : []),
    ...(other.encounter ? [other.encounter] : []),
  ])
    one.subject = { reference: 'Patient/p2' };
  other.coverage = { ...other.coverage, beneficiary: { reference: 'Patient/p2' } };
  other.order.id = 'order-2';
  other.order.identifier = [{ system: 'https://ehr.example/orders', value: 'ORD-2' }];
  const period = { start: dayFrom(truth.date, -5), end: dayFrom(truth.date, 60) };
  other.decisions = [{ decision: 'approved', more: { number, period, code: truth.code } }];
  return other;
};

export const PATIENT_CHANGES: readonly Change[] = changesOf('patient', 'other', {
  'the number on the claim was never given for the patient': ({ truth, parts }) => {
    if (truth.approved) return undefined;
    parts.claimNumber = `${NUMBER}9`;
    return {};
  },
  'the number was given for another patient': (order) => {
    const { truth, parts } = order;
    if (truth.approved) return undefined;
    parts.claimNumber = `${NUMBER}8`;
    parts.earlier = ofAnotherPatient(order, parts.claimNumber);
    return {};
  },
  'the coverage is of another patient': ({ truth, parts }) => {
    if (truth.payer === 'self-pay') return undefined;
    parts.coverage.beneficiary = { reference: 'https://ehr.example/r4/Patient/p3' };
    return { uncovered: true };
  },
});
