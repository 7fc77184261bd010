import fc from 'fast-check';
import type { Extension } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import type { Approval } from '../../shared/core/model/approval.ts';
import type { Determination } from '../../shared/core/model/determination.ts';
import { canonicalsOf } from '../../shared/fhir/canonical.ts';
import { checkCoverageInformation } from '../../shared/fhir/write/order/check-coverage-information.ts';
import { writeCoverageInformation } from '../../shared/fhir/write/order/coverage-information.ts';
import type { CrdVersion } from '../../shared/fhir/write/order/crd-version.ts';
import { placeStatement } from '../../shared/fhir/write/order/place-statement.ts';
import { determination } from '../support/assessments.ts';
import { validateR4 } from '../support/validators.ts';

const VERSIONS: readonly CrdVersion[] = ['2.0', '2.1', '2.2'];
const canonicals = canonicalsOf();
const approval: Approval = {
  number: 'A123',
  decision: 'approved',
  codes: ['93351'],
  source: 'portal',
  receivedAt: '2026-05-12T12:00:00.000Z',
};
const write = (more: Partial<Determination> = {}, version: CrdVersion = '2.0', assertionId = 'id-1') =>
  writeCoverageInformation(
    { determination: determination(more), coverage: { reference: 'Coverage/c1' }, assertionId, date: '2026-05-12' },
    version,
    canonicals,
  );
const codes = ({ extension = [] }: Extension, url: string) =>
  extension.filter((part) => part.url === url).map(({ valueCode }) => valueCode);
const values = ({ extension = [] }: Extension, url: string) => extension.filter((part) => part.url === url);

describe('what it says of an answer', () => {
  test('authorization needed, a question open: the form to fill, why, and what the claim must say', () => {
    const written = write();
    expect(codes(written, 'covered')).toEqual(['conditional']);
    expect(codes(written, 'pa-needed')).toEqual(['auth-needed']);
    expect(codes(written, 'doc-needed')).toEqual(['clinical']);
    expect(codes(written, 'doc-purpose')).toEqual(['withpa']);
    expect(codes(written, 'info-needed')).toEqual(['OTH']);
    expect(values(written, 'questionnaire')).toEqual([
      { url: 'questionnaire', valueCanonical: canonicals.questionnaire },
    ]);
    expect(values(written, 'billingCode')).toMatchObject([{ valueCoding: { code: '93351' } }]);
    expect(values(written, 'reason')).toEqual([
      { url: 'reason', valueCodeableConcept: { text: 'A question is open.' } },
    ]);
    expect(values(written, 'date')).toEqual([{ url: 'date', valueDate: '2026-05-12' }]);
  });

  test('approved: the number, and until when where the release can say so', () => {
    const approved = {
      covered: 'covered',
      paNeeded: 'satisfied',
      docNeeded: [],
      approval,
      approvalWindow: { end: '2026-08-01' },
    } as const;
    const written = write(approved, '2.2');
    expect(codes(written, 'pa-needed')).toEqual(['satisfied']);
    expect(values(written, 'satisfied-pa-id')).toEqual([{ url: 'satisfied-pa-id', valueString: 'A123' }]);
    expect(values(written, 'expiry-date')).toEqual([{ url: 'expiry-date', valueDate: '2026-08-01' }]);
    expect(values(write(approved, '2.0'), 'expiry-date')).toEqual([]);
  });

  test('an approval without its number does not count as one', () => {
    const { number: _none, ...unnumbered } = approval;
    const written = write({ covered: 'covered', paNeeded: 'satisfied', docNeeded: [], approval: unnumbered });
    expect(codes(written, 'pa-needed')).toEqual(['auth-needed']);
    expect(values(written, 'satisfied-pa-id')).toEqual([]);
    expect(JSON.stringify(values(written, 'reason')[0])).toContain('the number is still needed');
  });

  test('not covered: no pa-needed, and the reason by its code where the release has one', () => {
    const none = {
      covered: 'not-covered',
      docNeeded: [],
      noCoverageReason: 'no-member-found',
      reasons: ['The payer does not list this member.'],
    } as const;
    expect(codes(write(none, '2.2'), 'pa-needed')).toEqual([]);
    expect(JSON.stringify(write(none, '2.2'))).toContain('"code":"no-member-found"');
    expect(JSON.stringify(write(none, '2.0'))).not.toContain('no-member-found');
  });

  test('codes a release lacks are mapped to its own: two kinds of document, a more specific code', () => {
    const more = { docNeeded: ['clinical', 'patient'], infoNeeded: ['detail-code'] } as const;
    expect(codes(write(more, '2.0'), 'doc-needed')).toEqual(['both']);
    expect(codes(write(more, '2.2'), 'doc-needed')).toEqual(['clinical', 'patient']);
    expect(codes(write(more, '2.1'), 'info-needed')).toEqual(['OTH']);
    expect(codes(write(more, '2.2'), 'info-needed')).toEqual(['detail-code']);
  });

  test('several candidates for the code leave the billing code open', () => {
    expect(values(write({ codes: ['78451', '78452'] }), 'billingCode')).toEqual([]);
  });
});

const some = <T>(...words: readonly T[]) => fc.subarray([...words]);
const anyDetermination = fc.record({
  covered: fc.constantFrom<Determination['covered']>('covered', 'not-covered', 'conditional'),
  paNeeded: fc.constantFrom<Determination['paNeeded']>(
    'auth-needed',
    'no-auth',
    'satisfied',
    'performpa',
    'conditional',
    undefined,
  ),
  docNeeded: some<Determination['docNeeded'][number]>('clinical', 'admin', 'patient'),
  infoNeeded: some<Determination['infoNeeded'][number]>('performer', 'location', 'timeframe', 'detail-code', 'OTH'),
  reasons: some('One.', ' ', 'Two.'),
  codes: some('93351', '78452'),
  approval: fc.constantFrom(undefined, approval, { ...approval, number: '' }),
  noCoverageReason: fc.constantFrom<Determination['noCoverageReason']>(undefined, 'coverage-not-found'),
});

test('no possible answer breaks a rule of any release, and each is valid R4', () => {
  fc.assert(
    fc.property(anyDetermination, fc.constantFrom(...VERSIONS), (parts, version) => {
      const written = write(parts as Partial<Determination>, version);
      expect(checkCoverageInformation(written, version)).toEqual([]);
    }),
    { numRuns: 500 },
  );
  for (const version of VERSIONS)
    expect(
      validateR4({
        resourceType: 'ServiceRequest',
        status: 'active',
        intent: 'order',
        subject: { reference: 'Patient/1' },
        extension: [write({}, version)],
      }),
    ).toEqual([]);
});

describe('the check finds each violation', () => {
  const code = (url: string, valueCode: string): Extension => ({ url, valueCode });
  const without = (url: string, more: readonly Extension[] = [], from = write()): Extension => ({
    ...from,
    extension: [...(from.extension ?? []).filter((part) => part.url !== url), ...more],
  });
  const free = write({ covered: 'covered', paNeeded: 'no-auth', docNeeded: [] });
  const asked = write({ covered: 'covered' });
  test.each<readonly [string, Extension]>([
    ['card', without('coverage')],
    ['card', without('date')],
    ['card', without('', [code('covered', 'conditional')])],
    ['card', without('', [{ url: 'expiry-date', valueDate: '2026-08-01' }])],
    ['crd-ci-q1', without('doc-needed')],
    ['crd-ci-q2', without('pa-needed')],
    ['crd-ci-q2', without('covered', [code('covered', 'not-covered')])],
    ['crd-ci-q3', without('info-needed')],
    ['crd-ci-q3', without('', [code('info-needed', 'performer')], free)],
    ['crd-ci-q4', without('pa-needed', [code('pa-needed', 'no-auth')])],
    ['crd-ci-q5', without('pa-needed', [code('pa-needed', 'satisfied')], free)],
    ['crd-ci-q5', without('', [{ url: 'satisfied-pa-id', valueString: 'A1' }])],
    ['crd-ci-q6', without('reason')],
    ['crd-ci-q7', without('reason', [{ url: 'reason', valueCodeableConcept: { coding: [{ code: 'gold-card' }] } }])],
    ['crd-ci-q8', without('reason', [], asked)],
    ['crd-ci-q9', without('reason', [code('doc-needed', 'indeterminate')], free)],
    ['code:covered', without('covered', [code('covered', 'maybe')])],
    ['code:info-needed', without('info-needed', [code('info-needed', 'detail-code')])],
  ])('%s', (key, broken) => {
    expect(checkCoverageInformation(broken, '2.0')).toContain(key);
  });
});

describe('its place on an order', () => {
  const isOurs = (id: string) => id.startsWith('id-');
  const other: Extension = { url: 'https://ehr.example/extension', valueString: 'x' };

  test('after what is there, replacing our earlier one, or nowhere when it says the same', () => {
    expect(placeStatement(write(), [other], isOurs)).toEqual({ is: 'put' });
    const earlier = write({ paNeeded: 'conditional', docNeeded: [] });
    expect(placeStatement(write(), [other, earlier], isOurs)).toEqual({ is: 'put', at: 1 });
    const again = write({}, '2.0', 'id-2');
    expect(placeStatement(again, [other, write()], isOurs)).toEqual({ is: 'same' });
    const shuffled = { ...write(), extension: write().extension?.toReversed() };
    expect(placeStatement(again, [shuffled], isOurs)).toEqual({ is: 'same' });
  });

  test("a payer's own statement for the coverage is not ours to replace; one for another coverage does not matter", () => {
    expect(placeStatement(write(), [write({}, '2.0', 'payer-7')], isOurs)).toEqual({ is: 'theirs' });
    const second = JSON.parse(JSON.stringify(write()).replace('Coverage/c1', 'Coverage/c2')) as Extension;
    expect(placeStatement(write(), [second], isOurs)).toEqual({ is: 'put' });
  });
});
