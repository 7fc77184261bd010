import { expect, test } from 'vitest';
import { pack, packText, unpack, unpackText } from '../../shared/adapters/dynamodb/item.ts';

test('a short text lies as it is, a long one compressed, and both come back', () => {
  const short = '{"name":"Grüße €"}';
  const long = short.repeat(400);
  expect(Buffer.from(packText(short)).toString('utf8')).toBe(short);
  expect(packText(long).length).toBeLessThan(long.length / 10);
  for (const text of ['', short, long]) expect(unpackText(packText(text))).toBe(text);
});

test('a value comes back whatever its size', () => {
  for (const value of [null, [], { a: 'x' }, { a: 'x'.repeat(10_000) }]) expect(unpack(pack(value))).toEqual(value);
});
