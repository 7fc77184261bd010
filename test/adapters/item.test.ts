import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { packText, unpackText } from '../../shared/adapters/dynamodb/compress.ts';
import { makeReader, pack, unpackItem } from '../../shared/adapters/dynamodb/item.ts';

test('a short text is stored unchanged, a long one compressed, and both can be read', () => {
  const short = '{"name":"Grüße €"}';
  const long = short.repeat(400);
  expect(Buffer.from(packText(short)).toString('utf8')).toBe(short);
  expect(packText(long).length).toBeLessThan(long.length / 10);
  for (const text of ['', short, long]) expect(unpackText(packText(text))).toBe(text);
});

test('a value comes back whatever its size', () => {
  for (const value of [null, [], { a: 'x' }, { a: 'x'.repeat(10_000) }]) expect(unpackItem(pack(value))).toEqual(value);
});

test('an item that cannot be read is an error that names its kind and fields, never its values', () => {
  const read = makeReader('member', z.looseObject({ status: z.enum(['active']), plan: z.string() }));
  const bad = { status: 'Zzyzx', plan: 1949, memberId: 'MBR-445566' };
  expect(() => read(bad)).toThrow(/^The table holds a member that cannot be read: status, plan$/);
});
