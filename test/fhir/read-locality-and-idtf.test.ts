import { describe, expect, it } from 'vitest';
import { bundle, claim, order, patient, read, site } from './read-support.ts';

const LOCALITY = 'https://stresspass.example/fhir/NamingSystem/medicare-locality';
const NUCC = 'http://nucc.org/provider-taxonomy';
const SPECIALTY = 'https://example.org/medicare-specialty';

const placed = (...identifier: readonly object[]) =>
  read(bundle(order({ locationReference: [{ reference: 'Location/site' }] }), patient(), site({ identifier }))).facts
    .locality;

describe('the Medicare locality', () => {
  it('is the identifier of the site in our naming system', () => {
    expect(placed({ system: LOCALITY, value: '04' })).toEqual({ is: 'known', value: '04' });
  });

  it('is not any other identifier of the site', () => {
    expect(placed({ system: 'https://ehr.example/sites', value: '04' })).toBeUndefined();
  });
});

const billedBy = (group: object) =>
  read(bundle(claim(), patient(), { resourceType: 'Organization', id: 'group', name: 'Group', ...group }), 'claim')
    .lines[0]!.billedByIdtf;

describe('a claim is billed by an IDTF', () => {
  it.each([
    ['the taxonomy says so', { type: [{ coding: [{ system: NUCC, code: '293D00000X' }] }] }, true],
    ['Medicare’s specialty says so', { type: [{ coding: [{ system: SPECIALTY, code: '47' }] }] }, true],
    ['another taxonomy', { type: [{ coding: [{ system: NUCC, code: '207RC0000X' }] }] }, undefined],
    [
      'the same number of another kind',
      { type: [{ coding: [{ system: 'https://example.org/kind', code: '47' }] }] },
      undefined,
    ],
    ['nothing is said', {}, undefined],
  ])('%s', (_what, group, said) => {
    expect(billedBy(group)).toBe(said);
  });

  it('also where a role of the organization bills', () => {
    const role = {
      resourceType: 'PractitionerRole',
      id: 'role',
      specialty: [{ coding: [{ system: NUCC, code: '293D00000X' }] }],
    };
    const message = bundle(claim({ provider: { reference: 'PractitionerRole/role' } }), patient(), role);
    expect(read(message, 'claim').lines[0]!.billedByIdtf).toBe(true);
  });
});
