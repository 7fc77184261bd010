import { expect, test } from 'vitest';
import { factMapTable } from '../../shared/codes/fact-map-table.ts';
import { feeTable } from '../../shared/codes/fee-table.ts';
import { pairEditTable } from '../../shared/codes/pair-edit-table.ts';
import { prefixIndex } from '../../shared/codes/prefix-index.ts';

const dataSet = { name: 'x', source: 'made up', retrieved: '2026-11-23', evidence: 'illustrative', from: '2026-01-01' };
const edits = (...rows: readonly (readonly [string, string])[]) => ({
  dataSet,
  rationales: { DEF: 'in own words' },
  modifierSets: {},
  edits: rows.map(([column1, column2]) => ({ column1, column2: [column2], indicator: 0, rationale: 'DEF' })),
});

test('a pair that stands twice, or the other way round as well, does not load', () => {
  expect(pairEditTable(edits(['93015', '93016'])).pairEdit('93016', '93015')?.column1).toBe('93015');
  expect(() => pairEditTable(edits(['93015', '93016'], ['93015', '93016']))).toThrow('twice');
  expect(() => pairEditTable(edits(['93015', '93016'], ['93016', '93015']))).toThrow('twice');
});

test('a rationale without words does not load', () => {
  expect(() => pairEditTable({ ...edits(['93015', '93016']), rationales: {} })).toThrow('DEF');
});

test('a table without its source, with a mistyped date or with a key nobody knows does not load', () => {
  const { source, ...anonymous } = dataSet;
  expect(source).toBeDefined();
  expect(() => pairEditTable({ ...edits(), dataSet: anonymous })).toThrow();
  expect(() => pairEditTable({ ...edits(), dataSet: { ...dataSet, from: '2026' } })).toThrow();
  expect(() => pairEditTable({ ...edits(), more: 1 })).toThrow();
});

test('a fact nobody knows does not load', () => {
  const map = (fact: string) => ({
    dataSet,
    maps: [{ system: 'snomed', codes: ['1'], sets: [{ fact, value: true }], evidence: 'illustrative' }],
  });
  expect(factMapTable(map('knownCad')).clinicalFacts('http://snomed.info/sct', '1')?.sets).toHaveLength(1);
  expect(() => factMapTable(map('knownCat'))).toThrow();
});

test('an amount of a year without source does not load', () => {
  const fees = [{ code: '93015', modifier: '', amounts: [{ year: 2031, rvu: 1, usd: 1 }] }];
  expect(() => feeTable({ dataSet, years: [], fees })).toThrow('2031');
});

test('a code is found exactly first, then by its longest prefix', () => {
  const find = prefixIndex([
    ['I25*', 'disease'],
    ['I25.70*', 'graft'],
    ['I25.700', 'unstable'],
  ]);
  expect(find('I25.700')).toBe('unstable');
  expect(find('i25701')).toBe('graft');
  expect(find('I25.10')).toBe('disease');
  expect(find('I25')).toBe('disease');
  expect(find('I24.9')).toBeUndefined();
  expect(find('')).toBeUndefined();
  expect(() =>
    prefixIndex([
      ['I25*', 1],
      ['I25*', 2],
    ]),
  ).toThrow('twice');
});
