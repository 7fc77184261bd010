import { dayFrom } from '../../../local/day-after.ts';
import { coverageBy, payerNamed, ref } from '../orders/write-parts.ts';
import { type Change, changesOf } from './change.ts';

const MANAGED = 'uhc-medicare-advantage';

export const COVERAGE_CHANGES: readonly Change[] = [
  ...changesOf('coverage', 'contradictory', {
    'a Medicare Advantage plan beside Original Medicare': ({ truth, parts }) => {
      if (truth.payer !== 'original-medicare') return undefined;
      const coverage = coverageBy(truth.date.slice(0, 4), 'c2', 'second');
      parts.more.push({ coverage, payer: payerNamed(MANAGED, 'second') });
      return {};
    },
    'two Medicare Advantage plans': ({ truth, parts }) => {
      if (!truth.payer.endsWith('medicare-advantage')) return undefined;
      const other = truth.payer === MANAGED ? 'humana-medicare-advantage' : MANAGED;
      parts.more.push({
        coverage: coverageBy(truth.date.slice(0, 4), 'c2', 'second'),
        payer: payerNamed(other, 'second'),
      });
      return {};
    },
    'a cancelled coverage whose period goes on': ({ parts }) => {
      parts.coverage.status = 'cancelled';
      return { uncovered: true };
    },
  }),
  ...changesOf('coverage', 'unreadable', {
    'entered in error': ({ parts }) => {
      parts.coverage.status = 'entered-in-error';
      return { uncovered: true };
    },
    'a draft': ({ parts }) => {
      parts.coverage.status = 'draft';
      return { uncovered: true };
    },
  }),
  ...changesOf('coverage', 'removed', {
    'no coverage is sent': ({ parts }) => {
      parts.uncovered = true;
      delete parts.order.insurance;
      return { uncovered: true };
    },
  }),
  ...changesOf('coverage', 'other', {
    'it ended before the service': ({ truth, parts }) => {
      if (truth.payer === 'self-pay') return undefined;
      parts.coverage.period = { start: dayFrom(truth.date, -300), end: dayFrom(truth.date, -1) };
      return { uncovered: true };
    },
    'it starts after the service': ({ truth, parts }) => {
      if (truth.payer === 'self-pay') return undefined;
      parts.coverage.period = { start: dayFrom(truth.date, 1), end: dayFrom(truth.date, 300) };
      return { uncovered: true };
    },
    'another plan pays first': ({ truth, parts }) => {
      if (truth.payer === 'self-pay') return undefined;
      const payer = truth.payer === 'cigna-commercial' ? 'aetna-commercial' : 'cigna-commercial';
      parts.coverage.order = 2;
      parts.more.push({
        coverage: { ...coverageBy(truth.date.slice(0, 4), 'c2', 'second'), order: 1 },
        payer: payerNamed(payer, 'second'),
      });
      parts.order.insurance = [ref('Coverage', 'c1'), ref('Coverage', 'c2')];
      parts.decisions = [];
      delete parts.claimNumber;
      const { product: _product, approved: _approved, ...rest } = truth;
      return { truth: { ...rest, payer }, only: ['assess', 'card', 'order'] };
    },
    'the patient has died': ({ truth, parts }) => {
      parts.patient.deceasedDateTime = dayFrom(truth.date, -12);
      return { uncovered: true };
    },
  }),
];
