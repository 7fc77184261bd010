import { describe, expect, it } from 'vitest';
import { HCPCS } from '../../shared/codes/systems.ts';
import { echoOf } from '../../shared/fhir/echo.ts';
import { bundle, claim, cpt, doctor, icd, order, pos, read, site } from './read-support.ts';

const hcpcs = (code: string) => ({ coding: [{ system: HCPCS, code }] });
const billed = (more: object, ...resources: readonly object[]) => read(bundle(claim(more), ...resources), 'claim');
const item = (more: object = {}) => ({
  sequence: 1,
  productOrService: cpt('93351'),
  servicedDate: '2026-05-12',
  ...more,
});

describe('a claim', () => {
  it('is read item by item, numbers of the sender kept', () => {
    const inquiry = billed({
      use: 'preauthorization',
      type: { coding: [{ code: 'institutional' }] },
      item: [
        item({ sequence: 10 }),
        item({ sequence: 7, productOrService: hcpcs('J2785'), modifier: [hcpcs('JZ')], quantity: { value: 4 } }),
      ],
    });
    expect(inquiry).toMatchObject({
      dialect: 'claim',
      use: 'preauthorization',
      lines: [
        {
          line: 1,
          codes: ['93351'],
          claimType: 'institutional',
          providerGroup: 'Organization/group',
          urgency: 'routine',
        },
        { line: 2, codes: ['J2785'], modifiers: ['JZ'], units: 4 },
      ],
    });
    expect(echoOf({ inquiry }).lines.map(({ sequence }) => sequence)).toEqual([10, 7]);
  });

  it('gives an item its own diagnoses in its order, else all by sequence', () => {
    const diagnosis = [
      { sequence: 2, diagnosisCodeableConcept: icd('I25.10') },
      { sequence: 1, diagnosisCodeableConcept: icd('r0789') },
      { sequence: 3, diagnosisReference: { reference: 'Condition/c' } },
    ];
    const condition = { resourceType: 'Condition', id: 'c', subject: { reference: 'Patient/p1' }, code: icd('Z95.1') };
    const { lines } = billed(
      { diagnosis, item: [item(), item({ sequence: 2, diagnosisSequence: [3, 2] })] },
      condition,
    );
    expect(lines.map(({ diagnoses }) => diagnoses)).toEqual([
      ['R07.89', 'I25.10', 'Z95.1'],
      ['Z95.1', 'I25.10'],
    ]);
  });

  it.each([
    ['a date', { servicedDate: '2026-05-11' }, '2026-05-11'],
    ['a period', { servicedDate: undefined, servicedPeriod: { start: '2026-05-10', end: '2026-05-11' } }, '2026-05-10'],
    ['the claim’s period', { servicedDate: undefined }, '2026-05-01'],
  ])('dates an item by %s', (_how, more, date) => {
    expect(billed({ billablePeriod: { start: '2026-05-01' }, item: [item(more)] }).lines[0]!.serviceDate).toBe(date);
  });

  it.each([
    ['its place code', { locationCodeableConcept: pos('22') }, '22', undefined],
    ['its Location', { locationReference: { reference: 'Location/site' } }, '11', 'FL'],
    ['its address', { locationAddress: { state: 'TX' } }, undefined, 'TX'],
  ])('places an item by %s', (_how, more, placeOfService, state) => {
    const { lines, facts } = billed({ item: [item(more)] }, site());
    expect(lines[0]!.placeOfService).toBe(placeOfService);
    expect(facts.siteState?.is === 'known' ? facts.siteState.value : undefined).toBe(state);
  });

  const member = (sequence: number, provider: string, role?: string) => ({
    sequence,
    provider: { reference: `Practitioner/${provider}` },
    ...(role ? { role: { coding: [{ code: role }] } } : {}),
  });
  it.each([
    ['the member it points to', [2], 'Practitioner/b'],
    ['the one who did it before the one who supervised', [1, 3], 'Practitioner/c'],
    ['the first of the team when it points to none', undefined, 'Practitioner/b'],
  ])('is done by %s', (_who, careTeamSequence, performer) => {
    const careTeam = [member(1, 'a', 'supervisor'), member(2, 'b', 'primary'), member(3, 'c')];
    expect(billed({ careTeam, item: [item(careTeamSequence ? { careTeamSequence } : {})] }).lines[0]!.performer).toBe(
      performer,
    );
  });

  it('billed by a clinician alone counts as a group of one', () => {
    expect(billed({ provider: { reference: 'Practitioner/doctor' } }, doctor()).lines[0]!.providerGroup).toBe(
      '1234567893',
    );
  });

  it('finds the order it bills: named, or the only one of its code', () => {
    expect(billed({}, order()).orders.map(({ id }) => id)).toEqual(['order-1']);
    expect(billed({}, order({ code: cpt('78452') })).orders).toEqual([]);
    expect(billed({}, order(), order({ id: 'o2' })).orders).toEqual([]);
    const extension = [
      {
        url: 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/extension-requestedService',
        valueReference: { reference: 'ServiceRequest/o2' },
      },
    ];
    expect(billed({ item: [item({ extension })] }, order(), order({ id: 'o2' })).orders.map(({ id }) => id)).toEqual([
      'o2',
    ]);
  });

  it('says that it does not read details below its items', () => {
    const detail = [{ sequence: 1, productOrService: cpt('93017') }];
    expect(billed({ item: [item({ detail })] }).warnings).toContain(
      'Details below claim items are not read: give each service as an item.',
    );
  });
});
