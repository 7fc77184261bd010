import { expect, test } from 'vitest';
import decisionClocks from '../../rules/codes/decision-clocks.json' with { type: 'json' };
import { decisionClockTable } from '../../shared/codes/decision-clock-table.ts';
import { factMapTable } from '../../shared/codes/fact-map-table.ts';
import { feeTable } from '../../shared/codes/fee-table.ts';
import { localityTable } from '../../shared/codes/locality-table.ts';
import { pairEditTable } from '../../shared/codes/pair-edit-table.ts';
import { prefixIndex } from '../../shared/codes/prefix-index.ts';

const dataSet = { name: 'x', source: 'made up', retrieved: '2026-11-23', evidence: 'illustrative', from: '2026-01-01' };
const edits = (...rows: readonly (readonly [string, string])[]) => ({
  rationales: { DEF: 'in own words' },
  modifierSets: {},
  editions: [
    {
      dataSet,
      edits: rows.map(([column1, column2]) => ({ column1, column2: [column2], indicator: 0, rationale: 'DEF' })),
    },
  ],
});

test('a pair listed twice, in either order, does not load', () => {
  expect(pairEditTable(edits(['93015', '93016'])).pairEdit('93016', '93015', '2026-05-12')?.column1).toBe('93015');
  expect(() => pairEditTable(edits(['93015', '93016'], ['93015', '93016']))).toThrow('twice');
  expect(() => pairEditTable(edits(['93015', '93016'], ['93016', '93015']))).toThrow('twice');
});

test('a rationale without text does not load', () => {
  expect(() => pairEditTable({ ...edits(['93015', '93016']), rationales: {} })).toThrow('DEF');
});

test('a table without its source, with a mistyped date or with an unknown key does not load', () => {
  const { source, ...anonymous } = dataSet;
  expect(source).toBeDefined();
  const edition = (header: unknown) => ({ ...edits(), editions: [{ dataSet: header, edits: [] }] });
  expect(pairEditTable(edition(dataSet)).dataSets).toEqual([dataSet]);
  expect(() => pairEditTable(edition(anonymous))).toThrow();
  expect(() => pairEditTable(edition({ ...dataSet, from: '2026' }))).toThrow();
  expect(() => pairEditTable({ ...edits(), more: 1 })).toThrow();
});

test('a clock that is only assumed, has no source, or counts by an unknown calendar does not load', () => {
  const [clock, ...others] = decisionClocks.clocks;
  const withClock = (more: object) => ({ ...decisionClocks, clocks: [{ ...clock, ...more }, ...others] });
  expect(decisionClockTable(withClock({})).decisionClocks).toHaveLength(decisionClocks.clocks.length);
  for (const wrong of [
    { evidence: 'illustrative' },
    { source: '' },
    { retrieved: '' },
    { cite: '' },
    { calendar: 'none' },
  ])
    expect(() => decisionClockTable(withClock(wrong)), JSON.stringify(wrong)).toThrow();
  expect(() => decisionClockTable({ ...decisionClocks, clocks: [clock, clock] })).toThrow('twice');
});

test('an unknown fact does not load', () => {
  const map = (fact: string) => ({
    dataSet,
    maps: [{ system: 'snomed', codes: ['1'], sets: [{ fact, value: true }], evidence: 'illustrative' }],
  });
  expect(factMapTable(map('knownCad')).clinicalFacts('http://snomed.info/sct', '1')?.sets).toHaveLength(1);
  expect(() => factMapTable(map('knownCat'))).toThrow();
});

test('two editions that begin on one day do not load', () => {
  const [edition] = edits(['93015', '93016']).editions;
  expect(() => pairEditTable({ ...edits(), editions: [edition, edition] })).toThrow('same day');
});

test('a fee or a locality listed twice does not load', () => {
  const fee = { code: '93015', modifier: '', total: 1 };
  const fees = (...rows: readonly unknown[]) => ({
    editions: [{ dataSet, year: 2031, conversionFactor: 30, release: 'made up', fees: rows }],
  });
  expect(feeTable(fees(fee)).nationalFee('93015', '', 2031)?.usd).toBe(30);
  expect(() => feeTable(fees(fee, fee))).toThrow('93015');
  const place = { state: 'OH', number: '00', name: 'X', work: 1, expense: 1, malpractice: 1 };
  const places = (...rows: readonly unknown[]) => ({ editions: [{ dataSet, year: 2031, localities: rows }] });
  expect(localityTable(places(place)).locality(2031, '00')?.state).toBe('OH');
  expect(() => localityTable(places(place, place))).toThrow('00');
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
