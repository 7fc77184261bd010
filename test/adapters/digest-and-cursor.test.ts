import { describe, expect, test } from 'vitest';
import { makeDigest } from '../../shared/adapters/digest.ts';
import { patientKeyOf } from '../../shared/app/keys/patient-key.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import { readCursor, writeCursor } from '../../shared/app/search/cursor.ts';

const digest = makeDigest('secret');

describe('digest', () => {
  test('is the same for equal JSON in any key order, and differs for any change', () => {
    expect(digest.of({ a: 1, b: [{ d: 1, c: undefined }] })).toBe(digest.of({ b: [{ d: 1 }], a: 1 }));
    const others = [{ a: 1 }, { a: '1' }, { a: null }, { a: [1] }, [1], { b: 1 }, {}, [], '', null, 'a'];
    expect(new Set(others.map(digest.of)).size).toBe(others.length);
    expect(digest.of({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
  });

  test('a keyed hash depends on secret, tenant and value, and reveals none of them', () => {
    const hash = digest.keyed(tenantId('demo'), 'p1');
    expect(hash).toMatch(/^[0-9a-f]{32}$/);
    const others = [
      digest.keyed(tenantId('demo'), 'p2'),
      digest.keyed(tenantId('other'), 'p1'),
      makeDigest('x').keyed(tenantId('demo'), 'p1'),
    ];
    expect(others).not.toContain(hash);
    expect(digest.keyed(tenantId('a'), 'b,c')).not.toBe(digest.keyed(tenantId('a,b'), 'c'));
    expect(() => makeDigest('')).toThrow('secret');
  });
});

describe('patient key', () => {
  test.each([
    'p-1',
    'Patient/p-1',
    'Patient/p-1/_history/3',
    'https://ehr.example/fhir/Patient/p-1',
    'https://ehr.example/fhir/Patient/p-1/_history/3',
    'urn:uuid:p-1',
  ])('%s is patient p-1', (reference) => {
    expect(patientKeyOf(digest, tenantId('demo'), reference)).toBe(
      patientKeyOf(digest, tenantId('demo'), 'Patient/p-1'),
    );
  });
  test('another patient, a contained one or another tenant has another key', () => {
    expect(patientKeyOf(digest, tenantId('demo'), '#p-1')).not.toBe(
      patientKeyOf(digest, tenantId('demo'), 'Patient/p-1'),
    );
    expect(patientKeyOf(digest, tenantId('demo'), 'Patient/p-2')).not.toBe(
      patientKeyOf(digest, tenantId('demo'), 'Patient/p-1'),
    );
    expect(patientKeyOf(digest, tenantId('b'), 'Patient/p-1')).not.toBe(
      patientKeyOf(digest, tenantId('demo'), 'Patient/p-1'),
    );
  });
});

describe('cursor', () => {
  test('reads back what it wrote', () => {
    expect(readCursor(writeCursor('2026-07-01#ehr#o1'))).toEqual({ ok: true, value: '2026-07-01#ehr#o1' });
  });
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  test.each([
    '',
    'x',
    '%%%',
    encoded(null),
    encoded([]),
    encoded({}),
    encoded({ after: 1 }),
    encoded({ after: '' }),
    encoded({ after: 'ü' }),
    encoded({ after: 'x'.repeat(1025) }),
  ])('refuses %j', (cursor) => {
    expect(readCursor(cursor)).toMatchObject({ ok: false, problems: [{ code: 'value' }] });
  });
});
