import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { packText, unpackText } from '../../shared/adapters/dynamodb/compress.ts';
import { DICTIONARIES } from '../../shared/adapters/dynamodb/dictionaries/index.ts';

const FOLDER = new URL('../../shared/adapters/dynamodb/dictionaries/', import.meta.url);
/** Of every version that was released. Texts of it are in tables: a line is added, none is changed or removed. */
const RELEASED: Readonly<Record<number, string>> = {
  1: '0a612df539d4ba057162749d0b843ed85e37b751cb1911928d8b4cfd199c944f',
};

const files = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({ name, ...JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) }));
const text = JSON.stringify({ says: 'The coverage is in force on the service date.', list: 'x '.repeat(400) });

describe('dictionaries', () => {
  test('every version that was released is there, unchanged', () => {
    const digests = DICTIONARIES.map(({ version, bytes }) => [
      version,
      createHash('sha256').update(bytes).digest('hex'),
    ]);
    expect(Object.fromEntries(digests)).toEqual(RELEASED);
    for (const { name, version, sha256 } of files)
      expect([name, sha256]).toEqual([`${version}.json`, RELEASED[version]]);
    expect(files).toHaveLength(DICTIONARIES.length);
  });
  test('the newest is written with, and names itself', () => {
    const [newest] = DICTIONARIES;
    expect(newest.version).toBe(Math.max(...Object.keys(RELEASED).map(Number)));
    expect(packText(text)[0]).toBe(newest.version);
  });
  test('none holds a digest, a day or what a person is known by', () => {
    for (const { text: all } of files)
      expect(all).not.toMatch(/[0-9a-f]{24}|\d{4}-\d{2}-\d{2}|"(family|given|subscriberId)"|"memberId":"(?!M-c1|")/);
  });
});

describe('stored texts', () => {
  test.each(DICTIONARIES.map((one) => [one.version, one] as const))(
    'of dictionary %i are read',
    (version, { bytes }) => {
      const packed = Buffer.concat([Buffer.of(version), deflateSync(text, { dictionary: bytes })]);
      expect(unpackText(packed)).toBe(text);
    },
  );
  test('of releases without dictionaries are read: gzip, or the text itself', () => {
    expect(unpackText(gzipSync(text))).toBe(text);
    expect(unpackText(Buffer.from(text))).toBe(text);
  });
  test('of a dictionary this release does not have are an error that names it', () => {
    expect(() => unpackText(Buffer.concat([Buffer.of(8), deflateSync(text)]))).toThrow(
      'The table holds a text of dictionary 8, which this release does not have.',
    );
  });
  test('of another dictionary, or spoilt, are an error, never another text', () => {
    const other = Buffer.concat([Buffer.of(1), deflateSync(text, { dictionary: Buffer.from('another') })]);
    expect(() => unpackText(other)).toThrow();
    const packed = Buffer.from(packText(text));
    for (let at = 1; at < packed.length; at += 1) {
      const spoilt = Buffer.from(packed);
      spoilt[at] = (spoilt[at] ?? 0) ^ 0x10;
      let read: string | undefined;
      try {
        read = unpackText(spoilt);
      } catch {}
      expect(read === undefined || read === text).toBe(true);
    }
  });
});
