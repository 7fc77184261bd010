import { describe, expect, it } from 'vitest';
import { CPT, HCPCS_ALIAS, LOINC, SNOMED } from '../../shared/codes/systems.ts';
import { readMessage } from '../../shared/fhir/read/read-message.ts';
import { context, cpt, order, read } from './read-support.ts';

const BILLING_OPTIONS = 'http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-billing-options';

const lineOf = (code: object | undefined, more: object = {}) => read(order({ code, ...more })).lines[0]!;
const codedAs = (...codings: readonly (readonly [string | undefined, string])[]) => ({
  coding: codings.map(([system, code]) => ({ ...(system ? { system } : {}), code })),
});
const withOptions = (code: object, ...options: readonly string[]) => ({
  ...code,
  extension: options.map((option) => ({ url: BILLING_OPTIONS, valueCodeableConcept: cpt(option) })),
});
const notesOf = (code: object) => (lineOf(code).notes ?? []).map(({ id }) => id);

describe('billing codes', () => {
  it.each([
    ['CPT', codedAs([CPT, '93351']), ['93351']],
    ['CPT by its OID', codedAs(['urn:oid:2.16.840.1.113883.6.12', '93351']), ['93351']],
    ['CPT labelled as HCPCS', codedAs([HCPCS_ALIAS, '93351']), ['93351']],
    ['HCPCS under https', codedAs(['https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', 'j2785']), ['J2785']],
    ['a known code without a system', codedAs([undefined, '93015']), ['93015']],
    ['an unknown code without a system', codedAs([undefined, '99999']), []],
    ['a code of some other system', codedAs(['http://hospital.example/codes', '93015']), []],
    ['a code that is not ours', codedAs([CPT, '71046']), ['71046']],
    ['a lung test', codedAs([CPT, '94621']), ['94621']],
    ['a walk test', codedAs([CPT, '94618']), ['94618']],
    ['only text', { text: 'stress test' }, []],
    ['nothing at all', undefined, []],
  ])('%s', (_what, code, codes) => {
    const line = lineOf(code);
    expect(line.codes).toEqual(codes);
    expect(line.notes).toBeUndefined();
  });

  it('accepts the empty coding a CDS Hooks sandbox sends, which is not structure-checked', () => {
    const result = readMessage(
      order({ code: { coding: [{}] }, reasonCode: [] }),
      { dialect: 'order', mode: 'record' },
      context,
    );
    expect(result).toMatchObject({ ok: true, value: { lines: [{ codes: [], ordered: [], diagnoses: [] }] } });
  });

  it.each([
    ['93351:26', ['26']],
    ['93350-26-59', ['26', '59']],
    ['93351-', []],
  ])('reads modifiers written behind the code: %s', (code, modifiers) => {
    expect(lineOf(codedAs([CPT, code]))).toMatchObject({ codes: [code.slice(0, 5)], modifiers });
  });

  it('reads modifiers given as order details, and no other two-letter codes', () => {
    const line = lineOf(cpt('93351'), { orderDetail: [cpt('26'), { coding: [{ code: 'TC' }] }, { text: 'urgent' }] });
    expect(line.modifiers).toEqual(['26']);
  });
});

describe('order codes', () => {
  it.each([
    ['LOINC stress echo', [[LOINC, '18107-3']], ['93350', '93351'], []],
    ['SNOMED stress echo', [[SNOMED, '433233004']], ['93350', '93351'], []],
    [
      'SNOMED perfusion and a code of it',
      [
        [SNOMED, '252432008'],
        [CPT, '78452'],
      ],
      ['78452'],
      [],
    ],
    [
      'two order codes that meet',
      [
        [LOINC, '49569-7'],
        [SNOMED, '252432008'],
      ],
      ['78452'],
      [],
    ],
    [
      'two order codes that do not',
      [
        [LOINC, '49569-7'],
        [SNOMED, '431609005'],
      ],
      ['78452', '75559', '75563'],
      ['codes-disagree'],
    ],
    [
      'an order code against its billing code',
      [
        [SNOMED, '433233004'],
        [CPT, '78452'],
      ],
      ['78452', '93350', '93351'],
      ['codes-disagree'],
    ],
    [
      'two billing codes in one concept',
      [
        [CPT, '93350'],
        [CPT, '93351'],
      ],
      ['93350', '93351'],
      ['codes-disagree'],
    ],
    ['a paced test', [[SNOMED, '428685003']], ['93015', '93016', '93017', '93018'], ['order-code-review']],
    [
      'an unspecified test with its billing code',
      [
        [SNOMED, '76746007'],
        [CPT, '93015'],
      ],
      ['93015'],
      [],
    ],
    ['an echo without the word stress', [[SNOMED, '40701008']], [], ['stress-not-implied']],
    [
      'the same with a billing code',
      [
        [SNOMED, '40701008'],
        [CPT, '93351'],
      ],
      ['93351'],
      [],
    ],
    ['an unknown SNOMED code', [[SNOMED, '303653007']], [], []],
  ] as const)('%s', (_what, codings, codes, notes) => {
    const code = codedAs(...codings);
    expect(lineOf(code).codes).toEqual(codes);
    expect(notesOf(code)).toEqual(notes);
  });

  it('keeps every coding as ordered', () => {
    expect(lineOf(codedAs([SNOMED, '433233004'], [undefined, 'local'])).ordered).toEqual([
      { system: SNOMED, code: '433233004' },
      { code: 'local' },
    ]);
  });

  it.each([
    ['165079009', 'exercise'],
    ['424064009', 'drug'],
    ['428813002', undefined],
  ])('SNOMED %s plans stress by %s', (code, kind) => {
    const { plannedStress } = read(order({ code: codedAs([SNOMED, code]) })).facts;
    expect(plannedStress?.is === 'known' ? plannedStress.value : undefined).toBe(kind);
  });

  it('takes the kind of stress from an order detail', () => {
    const message = order({ code: cpt('78452'), orderDetail: [codedAs([SNOMED, '424064009'])] });
    expect(read(message).facts.plannedStress).toMatchObject({ is: 'known', value: 'drug' });
  });
});

describe('billing options of CRD', () => {
  it.each([
    [
      'name candidates of an unmapped code',
      withOptions(codedAs([SNOMED, '303653007']), '93350', '93351'),
      ['93350', '93351'],
      [],
    ],
    ['narrow an order code', withOptions(codedAs([SNOMED, '252432008']), '78452'), ['78452'], []],
    ['give way to the billing code', withOptions(cpt('93351'), '93350', '93351'), ['93351'], []],
    ['say which test a vague code means', withOptions(codedAs([SNOMED, '40701008']), '93351'), ['93351'], []],
    [
      'that share nothing with the code disagree',
      withOptions(cpt('93351'), '78452'),
      ['93351', '78452'],
      ['codes-disagree'],
    ],
  ])('%s', (_what, code, codes, notes) => {
    expect(lineOf(code).codes).toEqual(codes);
    expect(notesOf(code)).toEqual(notes);
  });
});
