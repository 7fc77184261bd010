import { describe, expect, test } from 'vitest';
import { differencesOf } from '../../shared/core/answer/differences.ts';

describe('where two answers differ', () => {
  test.each([
    ['nothing', { a: 1, b: [{ id: 'x' }] }, { b: [{ id: 'x' }], a: 1 }, []],
    ['a word', { advice: 'a' }, { advice: 'b' }, [{ path: 'advice', before: 'a', after: 'b' }]],
    ['what is new', {}, { units: 0 }, [{ path: 'units', after: 0 }]],
    ['what is gone', { units: 0 }, {}, [{ path: 'units', before: 0 }]],
    ['deep inside', { a: { b: { c: 1 } } }, { a: { b: { c: 2 } } }, [{ path: 'a.b.c', before: 1, after: 2 }]],
    ['sentences by place', { says: ['a', 'b'] }, { says: ['a'] }, [{ path: 'says[1]', before: 'b' }]],
    ['a list that became a word', { a: ['x'] }, { a: 'x' }, [{ path: 'a', before: ['x'], after: 'x' }]],
    ['null is a value', { a: null }, { a: {} }, [{ path: 'a', before: null, after: {} }]],
  ])('%s', (_, before, after, expected) => {
    expect(differencesOf(before, after)).toEqual(expected);
  });

  test('members with a name are compared by it, wherever they stand', () => {
    const before = {
      criteria: [
        { id: 'one', result: 'met' },
        { id: 'two', result: 'met' },
      ],
    };
    const after = {
      criteria: [
        { id: 'zero', result: 'met' },
        { id: 'two', result: 'unknown' },
        { id: 'one', result: 'met' },
      ],
    };
    expect(differencesOf(before, after)).toEqual([
      { path: 'criteria[two].result', before: 'met', after: 'unknown' },
      { path: 'criteria[zero]', after: { id: 'zero', result: 'met' } },
    ]);
  });
  test('by place where a name occurs twice', () => {
    const twice = [
      { id: 'one', line: 1 },
      { id: 'one', line: 2 },
    ];
    expect(differencesOf(twice, twice.slice(0, 1))).toEqual([{ path: '[1]', before: twice[1] }]);
  });
});
