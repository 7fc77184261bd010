import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { uriPart } from '../../shared/core/model/uri-part.ts';

test('every text has a form in an address, and a whole one the form it always had', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', '\udfff', '\ud83d'), (text, half) => {
      expect(decodeURIComponent(uriPart(text))).toBe(text);
      expect(uriPart(text)).toBe(encodeURIComponent(text));
      expect(decodeURIComponent(uriPart(`${half}x`))).toBe(half ? '\uFFFDx' : 'x');
    }),
  );
});

test('texts of messages become part of an address here alone', () => {
  const folder = new URL('../../shared/', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const others = files.filter((name) => readFileSync(new URL(name, folder), 'utf8').includes('encodeURIComponent('));
  // Names of tenants and addresses of our own page are well-formed by their checks.
  expect(others.sort()).toEqual([
    'adapters/documents/bucket-documents.ts',
    'adapters/documents/folder-documents.ts',
    'adapters/manifests/bucket-manifests.ts',
    'adapters/manifests/folder-manifests.ts',
    'core/model/uri-part.ts',
    'lambda/auth/sign-in/paths.ts',
  ]);
});
