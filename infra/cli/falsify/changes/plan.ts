import { businessOf, coverageBy, payerNamed, ref } from '../orders/write-parts.ts';
import { type Change, changesOf } from './change.ts';

const OTHERS = ['uhc-medicare-advantage', 'cigna-commercial', 'highmark', 'original-medicare'];
const otherThan = (payer: string): string => OTHERS.find((one) => one !== payer) ?? 'highmark';
const isSelfPay = (payer: string): boolean => payer === 'self-pay';
/** A line of business the payer does not have, in the words of a card. */
const wrongBusiness = (payer: string): string =>
  businessOf(payer)?.startsWith('medicare')
    ? payer === 'original-medicare'
      ? 'Medicare Advantage HMO'
      : 'Medicaid'
    : 'Medicare Advantage PPO';

export const PLAN_CHANGES: readonly Change[] = [
  ...changesOf('plan', 'contradictory', {
    'the payer by identifier is another than by name': ({ truth, parts }) => {
      if (isSelfPay(truth.payer)) return undefined;
      parts.payer = { ...parts.payer, name: payerNamed(otherThan(truth.payer)).name ?? '' };
      return {};
    },
    'the payer has the identifiers of two': ({ truth, parts }) => {
      const other = payerNamed(otherThan(truth.payer));
      parts.payer.identifier = [...(parts.payer.identifier ?? []), ...(other.identifier ?? [])];
      return {};
    },
    'the coverage names two payers': ({ truth, parts }) => {
      if (isSelfPay(truth.payer)) return undefined;
      const other = payerNamed(otherThan(truth.payer), 'other-payer');
      parts.more.push({
        coverage: { ...coverageBy(truth.date.slice(0, 4), 'spare'), status: 'cancelled' },
        payer: other,
      });
      parts.coverage.payor = [...parts.coverage.payor, ref('Organization', 'other-payer')];
      return {};
    },
    'the type is of another line of business': ({ truth, parts }) => {
      if (isSelfPay(truth.payer)) return undefined;
      parts.coverage.type = { text: wrongBusiness(truth.payer) };
      return {};
    },
    'the plan class names another line of business': ({ truth, parts }) => {
      if (isSelfPay(truth.payer)) return undefined;
      parts.coverage.class = [
        {
          type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/coverage-class', code: 'plan' }] },
          value: '0421',
          name: wrongBusiness(truth.payer),
        },
      ];
      return {};
    },
    'the request goes to another payer': ({ truth, parts }) => {
      if (isSelfPay(truth.payer)) return undefined;
      parts.insurer = payerNamed(otherThan(truth.payer), 'insurer');
      return { only: ['submit', 'claim', 'bookable', 'csv'] };
    },
  }),
  ...changesOf('plan', 'unreadable', {
    'the payer is a name nobody knows': ({ truth, parts }) => {
      if (isSelfPay(truth.payer)) return undefined;
      parts.payer = { ...parts.payer, name: 'Plan 7 of the east', identifier: [{ system: 'urn:x', value: '007' }] };
      delete parts.coverage.type;
      return {};
    },
    'the identifier of the payer is garbled': ({ truth, parts }) => {
      if (isSelfPay(truth.payer)) return undefined;
      parts.payer = {
        ...parts.payer,
        name: '',
        identifier: (parts.payer.identifier ?? []).map((one) => ({ ...one, value: `${one.value}?` })),
      };
      parts.payer.name = '?';
      delete parts.coverage.type;
      return {};
    },
  }),
  ...changesOf('plan', 'removed', {
    'the payer has no name': ({ truth, parts }) => {
      if (isSelfPay(truth.payer)) return undefined;
      parts.payer = { resourceType: 'Organization', id: 'payer', active: true };
      delete parts.coverage.type;
      return {};
    },
  }),
  ...changesOf('plan', 'other', {
    'the patient changed to another plan': ({ truth, parts }, random) => {
      const payer = random.pick(OTHERS.filter((one) => one !== truth.payer));
      parts.payer = payerNamed(payer);
      delete parts.coverage.type;
      delete parts.coverage.class;
      const { product: _product, approved: _approved, ...rest } = truth;
      // The approval was given by the plan before.
      parts.decisions = [];
      delete parts.claimNumber;
      return { truth: { ...rest, payer } };
    },
  }),
];
