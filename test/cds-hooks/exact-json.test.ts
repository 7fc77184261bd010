import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openExactJson } from '../../shared/cds-hooks/exact-json.ts';

const exact = openExactJson('6f1d-mark');
const again = (text: string) => exact.write(exact.read(text));

test.each(['1.50', '-0', '1e3', '0.10E-2', '12345678901234567890', '100.000'])('keeps %s digit for digit', (number) => {
  expect(again(`{"a":[${number},{"b":${number}}]}`)).toBe(`{"a":[${number},{"b":${number}}]}`);
});

test('numbers inside of text, escapes and keys stay as they are', () => {
  const text = JSON.stringify({ 'k"1': 'say "12.50" \\ 1.5', other: '\\"3.0', n: null, t: true });
  expect(again(text)).toBe(text);
});

test('text that looks like another mark is text', () => {
  expect(again('{"a":"other-mark:1.5"}')).toBe('{"a":"other-mark:1.5"}');
});

test('a megabyte in one string is read without trouble', () => {
  const text = JSON.stringify({ a: 'x\\"1.0'.repeat(170_000), b: 1 });
  expect(again(text)).toBe(text);
});

test('any JSON comes out as it went in', () => {
  const comesBack = (value: unknown) => {
    const text = JSON.stringify(value);
    expect(again(text)).toBe(text);
  };
  fc.assert(fc.property(fc.jsonValue(), comesBack));
});
