import { CPT } from '../../../../shared/codes/systems.ts';
import { groupOf } from '../orders/make-order.ts';
import { cptConcept } from '../orders/write-parts.ts';
import { type Change, changesOf } from './change.ts';

const otherGroup = (code: string): string => (groupOf(code) === 'ecg' ? '78452' : '93015');
const sameGroup = (code: string): string =>
  ({ ecg: '93018', 'stress-echo': code === '93351' ? '93350' : '93351', mpi: code === '78452' ? '78451' : '78452' })[
    groupOf(code)
  ] ?? (code === '78492' ? '78491' : '78492');

export const CODE_CHANGES: readonly Change[] = [
  ...changesOf('code', 'contradictory', {
    'two codes of two kinds of test': ({ truth, parts }) => {
      parts.order.code = { coding: [truth.code, otherGroup(truth.code)].map((code) => ({ system: CPT, code })) };
      return {};
    },
    'two codes of one kind of test': ({ truth, parts }) => {
      parts.order.code = { coding: [truth.code, sameGroup(truth.code)].map((code) => ({ system: CPT, code })) };
      return {};
    },
    'the request asks about another code than its order': ({ truth, parts }) => {
      parts.itemCode = cptConcept(otherGroup(truth.code));
      return { only: ['submit', 'bookable', 'csv'] };
    },
  }),
  ...changesOf('code', 'unreadable', {
    'the code has a letter too many': ({ truth, parts }) => {
      parts.order.code = { coding: [{ system: CPT, code: `${truth.code}X` }] };
      return {};
    },
    'the code has a digit too few': ({ truth, parts }) => {
      parts.order.code = { coding: [{ system: CPT, code: truth.code.slice(0, 4) }] };
      return {};
    },
    'two codes in one cell': ({ truth, parts }) => {
      parts.order.code = { coding: [{ system: CPT, code: `${truth.code}, 93016` }] };
      return {};
    },
    'one code that is understood and one that is not': ({ truth, parts }) => {
      parts.order.code = {
        coding: [
          { system: CPT, code: truth.code },
          { system: CPT, code: '9335O' },
        ],
      };
      return {};
    },
    'a code of a system nobody knows': ({ truth, parts }) => {
      parts.order.code = { coding: [{ system: 'https://ehr.example/codes', code: truth.code }] };
      return {};
    },
    'a modifier nobody knows': ({ truth, parts }) => {
      parts.order.code = { coding: [{ system: CPT, code: `${truth.code}-2` }] };
      return {};
    },
  }),
  ...changesOf('code', 'removed', {
    'words instead of a code': ({ parts }) => {
      parts.order.code = { text: 'Treadmill stress test' };
      return {};
    },
  }),
  ...changesOf('code', 'other', {
    'another test is ordered': ({ truth, parts }) => {
      const code = otherGroup(truth.code);
      parts.order.code = cptConcept(code);
      const { approved: _approved, ...rest } = truth;
      return { truth: { ...rest, code, group: groupOf(code) } };
    },
    'the slot is for another test': ({ truth, parts }) => {
      const code = otherGroup(truth.code);
      parts.slot.code = code;
      const { approved: _approved, ...rest } = truth;
      return { truth: { ...rest, code, group: groupOf(code) }, only: ['bookable', 'csv'] };
    },
  }),
];
