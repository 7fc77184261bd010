import { expect, test } from 'vitest';
import { makeDigest } from '../../shared/adapters/digest.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';

const KEYS = { 1: 'the first key of a test, long enough', 2: 'the second key of a test, long enough' };
const keysOf = (current: string, ...held: readonly (keyof typeof KEYS)[]) =>
  makeDigest(JSON.stringify({ current, keys: Object.fromEntries(held.map((one) => [one, KEYS[one]])) }));
const [first, both, second] = [keysOf('1', 1), keysOf('2', 1, 2), keysOf('2', 2)];
const [clinic, other] = [tenantId('clinic'), tenantId('other')];
const PLACE = ['patient-name', 'ehr', 'order-1'];
const NAME = 'Müller-Łukasz, Zoë 🫀';
const sealed = first.seal(clinic, PLACE, NAME);

test('what is sealed can be opened, and shows nothing', () => {
  expect(first.unseal(clinic, PLACE, sealed)).toBe(NAME);
  expect(sealed).toMatch(/^1\.[\w-]+$/);
  expect(Buffer.from(sealed.slice(2), 'base64url').toString('latin1')).not.toContain('Zo');
  expect(first.seal(clinic, PLACE, NAME)).toBe(sealed);
  expect(first.seal(clinic, PLACE, '')).not.toBe(sealed);
});

test.each([
  ['of another tenant', () => first.unseal(other, PLACE, sealed)],
  ['of another order', () => first.unseal(clinic, ['patient-name', 'ehr', 'order-2'], sealed)],
  ['of another source', () => first.unseal(clinic, ['patient-name', 'ehr2', 'order-1'], sealed)],
  ['whose parts were moved', () => first.unseal(clinic, ['patient-name', 'ehrorder-1'], sealed)],
  ['of a key no longer held', () => second.unseal(clinic, PLACE, sealed)],
  ['that names another key', () => both.unseal(clinic, PLACE, `2${sealed.slice(1)}`)],
  ['that is cut', () => first.unseal(clinic, PLACE, sealed.slice(0, 12))],
  ['that is none', () => first.unseal(clinic, PLACE, 'Zoë')],
])('a text %s is not opened', (_, open) => expect(open()).toBeUndefined());

test('a changed byte anywhere is noticed', () => {
  const bytes = Buffer.from(sealed.slice(2), 'base64url');
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(first.unseal(clinic, PLACE, `1.${changed.toString('base64url')}`)).toBeUndefined();
  }
});

test('during a rotation texts of both keys are opened, and new ones use the current', () => {
  expect(both.unseal(clinic, PLACE, sealed)).toBe(NAME);
  const again = both.seal(clinic, PLACE, NAME);
  expect(again).toMatch(/^2\./);
  expect(second.unseal(clinic, PLACE, again)).toBe(NAME);
});

test('no two texts share a nonce', () => {
  const nonces = new Set<string>();
  for (let n = 0; n < 2_000; n++)
    nonces.add(first.seal(clinic, ['patient-name', 'ehr', `o${n % 40}`], `Name ${Math.floor(n / 40)}`).slice(2, 18));
  expect(nonces.size).toBe(2_000);
});
