import { describe, expect, it } from 'vitest';
import { LOINC } from '../../shared/codes/systems.ts';
import { echoOf } from '../../shared/fhir/echo.ts';
import { bundle, context, coverage, cpt, icd, order, patient, payer, problemsOf, read } from './read-support.ts';

const placer = (value: string) => ({
  type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'PLAC' }] },
  system: 'urn:placer',
  value,
});
const identityOf = (more: object) => read(order(more)).orders[0]!;
const echoIn = (message: unknown) => echoOf({ inquiry: read(message) });

describe('a single order', () => {
  it('is one line and one record', () => {
    const inquiry = read(
      order({
        meta: { versionId: '3', lastUpdated: '2026-05-01T09:00:00.5-05:00' },
        identifier: [placer('P-1'), { system: 'urn:filler', value: 'F-1' }],
        requisition: { system: 'urn:group', value: 'G-1' },
        priority: 'urgent',
        quantityQuantity: { value: 2 },
      }),
    );
    expect(inquiry).toMatchObject({
      dialect: 'order',
      purposes: ['auth-requirements', 'validation'],
      coverages: [],
      preAuthRefs: [],
      lines: [{ line: 1, order: 'order-1', units: 2, urgency: 'urgent', diagnoses: ['R07.9'] }],
      orders: [
        {
          id: 'order-1',
          placerIds: [{ system: 'urn:placer', value: 'P-1' }],
          requisition: { system: 'urn:group', value: 'G-1' },
          version: '3',
          lastUpdated: '2026-05-01T14:00:00.500Z',
          status: 'active',
          intent: 'order',
        },
      ],
    });
  });

  it('keeps its content as received', () => {
    const sent = order({ note: [{ text: 'fasting' }] });
    expect(JSON.parse(read(sent).orders[0]!.content!)).toEqual(sent);
  });

  it.each([
    ['alone', order()],
    ['in Parameters', { resourceType: 'Parameters', parameter: [{ name: 'resource', resource: order() }] }],
    [
      'in a Bundle in Parameters',
      { resourceType: 'Parameters', parameter: [{ name: 'resource', resource: bundle(order(), patient()) }] },
    ],
    ['in a collection', bundle(order(), patient())],
    [
      'in a searchset within a collection',
      { resourceType: 'Bundle', type: 'collection', entry: [{ resource: { ...bundle(order()), type: 'searchset' } }] },
    ],
  ])('is found %s', (_how, message) => {
    expect(read(message).lines).toMatchObject([{ codes: ['93351'], order: 'order-1' }]);
  });

  it('without a type of number keeps the numbers without type', () => {
    expect(identityOf({ identifier: [{ value: 'X' }, { system: 'urn:empty' }] }).placerIds).toEqual([{ value: 'X' }]);
  });
});

describe('the order key', () => {
  const { id: _id, ...nameless } = order();
  const keyOf = (message: unknown) => read(message).orders[0]!.id;

  it('comes from its URL when it has no id', () => {
    const entry = [{ fullUrl: 'https://ehr.example/r4/ServiceRequest/abc', resource: nameless }];
    expect(keyOf({ resourceType: 'Bundle', type: 'collection', entry })).toBe('abc');
  });

  it('else from its placer number, whatever else changes', () => {
    const sent = (more: object) => ({ ...nameless, identifier: [placer('P-1')], ...more });
    const key = keyOf(sent({}));
    expect(key).toMatch(/^[0-9a-f]{40}$/);
    expect(keyOf(sent({ priority: 'stat' }))).toBe(key);
    expect(keyOf(sent({ identifier: [placer('P-2')] }))).not.toBe(key);
  });

  it('else from its content', () => {
    expect(keyOf(nameless)).toBe(keyOf(structuredClone(nameless)));
    expect(keyOf(nameless)).not.toBe(keyOf({ ...nameless, priority: 'stat' }));
  });
});

describe('the digest of an order', () => {
  const digestOf = (more: object) => identityOf(more).digest;
  const ours = { url: `${context.canonicals.base}/StructureDefinition/determination`, valueString: 'x' };
  const crd = { url: context.canonicals.coverageInformation, extension: [{ url: 'covered', valueCode: 'covered' }] };

  it.each([
    ['meta', { meta: { versionId: '9', lastUpdated: '2026-06-01T00:00:00Z' } }],
    ['text', { text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' } }],
    ['our own extension and the coverage information we write back', { extension: [ours, crd] }],
  ])('does not move with %s', (_what, more) => {
    expect(digestOf(more)).toBe(digestOf({}));
  });

  it.each([
    ['the code', { code: cpt('93350') }],
    ['the reason', { reasonCode: [icd('I25.10')] }],
    ['the date', { occurrenceDateTime: '2026-05-13' }],
    ['the status', { status: 'revoked' }],
    ['an extension of somebody else', { extension: [{ url: 'https://other.example/x', valueString: 'x' }] }],
  ])('moves with %s', (_what, more) => {
    expect(digestOf(more)).not.toBe(digestOf({}));
  });

  it('includes extensions of other systems, but not ours', () => {
    const other = { url: 'https://other.example/x', valueString: 'x' };
    expect(digestOf({ extension: [ours, other] })).toBe(digestOf({ extension: [other] }));
  });
});

describe('several orders', () => {
  it('are several lines and records of one message', () => {
    const requisition = { value: 'G-1' };
    const message = bundle(
      order({ requisition, code: cpt('78452') }),
      order({ id: 'order-2', requisition, code: cpt('93015') }),
      order({ id: 'order-3', code: cpt('71046') }),
    );
    expect(read(message).lines.map(({ line, codes, order: key }) => [line, codes[0], key])).toEqual([
      [1, '78452', 'order-1'],
      [2, '93015', 'order-2'],
      [3, '71046', 'order-3'],
    ]);
    expect(read(message).orders).toHaveLength(3);
  });

  it('treat closed ones as history, unless nothing else is there', () => {
    const over = order({ id: 'old', status: 'completed' });
    expect(read(bundle(over, order())).orders.map(({ id }) => id)).toEqual(['order-1']);
    expect(read(over).orders.map(({ id }) => id)).toEqual(['old']);
  });

  it('include a revoked one: its record must be updated', () => {
    expect(read(bundle(order(), order({ id: 'order-2', status: 'revoked' }))).orders).toMatchObject([
      { status: 'active' },
      { status: 'revoked' },
    ]);
  });

  it('may not share an id', () => {
    const twice = [
      'urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0',
      'urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e1',
    ].map((fullUrl) => ({ fullUrl, resource: order() }));
    expect(problemsOf({ resourceType: 'Bundle', type: 'collection', entry: twice })).toMatchObject([
      { code: 'duplicate' },
    ]);
  });

  it('are not taken from other resources: one contained in an ExplanationOfBenefit is not an order', () => {
    const history = {
      resourceType: 'CarePlan',
      id: 'cp',
      status: 'active',
      intent: 'plan',
      subject: { reference: 'Patient/p1' },
      contained: [order({ id: 'in' })],
    };
    expect(read(bundle(order(), history)).orders.map(({ id }) => id)).toEqual(['order-1']);
  });
});

describe('what writers repeat of an order', () => {
  it('is the patient, the payer and the line as received', () => {
    const echo = echoIn(
      bundle(
        order({
          code: { coding: [{ system: LOINC, code: '18107-3' }], text: 'stress echo' },
          performer: [{ reference: 'Practitioner/x' }],
          quantityQuantity: { value: 1 },
        }),
        patient(),
        coverage(),
        payer(),
      ),
    );
    expect(echo).toEqual({
      patient: { reference: 'Patient/p1' },
      provider: { reference: 'Practitioner/x' },
      insurer: { reference: 'Organization/payer' },
      insurerDisplay: 'Acme Health',
      coverages: [{ reference: { reference: 'https://ehr.example/r4/Coverage/c1' } }],
      lines: [
        {
          productOrService: { coding: [{ system: LOINC, code: '18107-3' }], text: 'stress echo' },
          provider: { reference: 'Practitioner/x' },
          quantity: { value: 1 },
          orderReference: { reference: 'https://ehr.example/r4/ServiceRequest/order-1' },
        },
      ],
    });
  });
});

it('refuses an order not to do something', () => {
  expect(problemsOf(order({ doNotPerform: true }))).toMatchObject([
    { code: 'not-supported', expression: 'ServiceRequest.doNotPerform' },
  ]);
});
