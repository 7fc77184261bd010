import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Diagram, flatten, leafOf, leafValue, type Ref } from '../../shared/core/explain/diagram/diagram.ts';
import { MET } from '../../shared/core/model/truth.ts';

/** Functions of three variables, as tables and as diagrams: whatever is done with the diagrams is done with the tables. */
const SIZES = [2, 3, 4];
const COMBINATIONS = Array.from({ length: 24 }, (_, n) => [n % 2, Math.floor(n / 2) % 3, Math.floor(n / 6)]);
const table = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 24, maxLength: 24 });

const made = (diagram: Diagram, values: readonly number[]): Ref =>
  diagram.table([0, 1, 2], ([a = 0, b = 0, c = 0]) => values[a + 2 * b + 6 * c] ?? 0);
const valueAt = (diagram: Diagram, ref: Ref, values: readonly number[]): number => {
  let at = ref;
  while (at >= 0) at = diagram.kids[at]?.[values[diagram.level[at] ?? 0] ?? 0] ?? leafOf(0);
  return leafValue(at);
};
const valuesOf = (diagram: Diagram, ref: Ref) => COMBINATIONS.map((values) => valueAt(diagram, ref, values));

const OPERATIONS: readonly (readonly [string, (a: number, b: number) => number])[] = [
  ['least', Math.min],
  ['greatest', Math.max],
  ['in two digits', (a, b) => a * 4 + b],
  ['difference', (a, b) => Math.abs(a - b)],
];

describe('diagrams say what their tables say', () => {
  test.each(OPERATIONS)('%s', (_, combine) => {
    fc.assert(
      fc.property(table, table, (a, b) => {
        const diagram = new Diagram(SIZES);
        const joined = diagram.apply(combine, made(diagram, a), made(diagram, b));
        expect(valuesOf(diagram, joined)).toEqual(a.map((one, index) => combine(one, b[index] ?? 0)));
      }),
    );
  });

  test('one over another, changed leaves, and a choice', () => {
    fc.assert(
      fc.property(table, table, table, (a, b, c) => {
        const diagram = new Diagram(SIZES);
        const [refA, refB, refC] = [a, b, c].map((one) => made(diagram, one)) as [Ref, Ref, Ref];
        expect(valuesOf(diagram, diagram.over(refA, refB))).toEqual(a.map((one, index) => one || b[index]));
        expect(
          valuesOf(
            diagram,
            diagram.map((value) => 3 - value, refA),
          ),
        ).toEqual(a.map((value) => 3 - value));
        const chosen = a.map((one, index) => (one === MET ? b[index] : c[index]));
        expect(valuesOf(diagram, diagram.choose(refA, refB, refC))).toEqual(chosen);
      }),
    );
  });

  test('what is known at once of a pair is taken from the caller', () => {
    const diagram = new Diagram(SIZES);
    const [a, b] = [diagram.node(0, [leafOf(0), leafOf(1)]), diagram.node(1, [leafOf(0), leafOf(1), leafOf(2)])];
    const joined = diagram.apply(
      (one, other) => one * 10 + other,
      a,
      b,
      (one, other) => (one === leafOf(1) ? leafOf(7) : -(2 ** 31) + 0 * other),
    );
    expect(valuesOf(diagram, joined)).toEqual(COMBINATIONS.map(([one = 0, other = 0]) => (one ? 7 : other)));
  });

  test('equal functions are one node, and thousands of nodes stay apart', () => {
    fc.assert(
      fc.property(table, (values) => {
        const diagram = new Diagram(SIZES);
        expect(made(diagram, values)).toBe(made(diagram, values));
      }),
    );
    const wide = new Diagram(Array.from({ length: 14 }, () => 2));
    const digits = Array.from({ length: 14 }, (_, level) => level);
    const all = wide.table(digits, (values) => values.reduce((sum, value) => sum * 2 + value, 0));
    expect(wide.level).toHaveLength(2 ** 14 - 1);
    const twice = wide.apply((one, other) => one + other, all, all);
    expect(flatten(wide, twice).level).toHaveLength(2 ** 14 - 1);
  });
});
