import { describe, expect, it } from 'vitest';
import { HCPCS } from '../../shared/codes/systems.ts';
import { echoOf } from '../../shared/fhir/echo.ts';
import { bundle, cpt, doctor, eligibility, icd, order, patient, read, site } from './read-support.ts';

const hcpcs = (code: string) => ({ coding: [{ system: HCPCS, code }] });
const asked = (more: object, ...resources: readonly object[]) =>
  read(bundle(eligibility(more), ...resources), 'eligibility');

describe('an eligibility request', () => {
  it('is read item by item, each with what the request says for all items', () => {
    const inquiry = asked(
      {
        provider: { reference: 'Practitioner/doctor' },
        facility: { reference: 'Location/site' },
        priority: { coding: [{ code: 'stat' }] },
        item: [
          {
            productOrService: cpt('78452'),
            modifier: [cpt('26')],
            quantity: { value: 2 },
            diagnosis: [{ diagnosisCodeableConcept: icd('I25.10') }],
          },
          { productOrService: hcpcs('J2785') },
        ],
      },
      doctor(),
      site(),
    );
    const shared = {
      serviceDate: '2026-05-12',
      placeOfService: '11',
      urgency: 'stat',
      performer: '1234567893',
      facility: 'Location/site',
    };
    expect(inquiry.dialect).toBe('eligibility');
    expect(inquiry.lines).toMatchObject([
      { ...shared, line: 1, codes: ['78452'], modifiers: ['26'], units: 2, diagnoses: ['I25.10'] },
      { ...shared, line: 2, codes: ['J2785'], diagnoses: [] },
    ]);
    expect(inquiry.orders).toEqual([]);
  });

  it('makes a record of the order an item details, and takes from it what the item leaves open', () => {
    const inquiry = asked(
      { servicedDate: undefined, item: [{ detail: [{ reference: 'ServiceRequest/order-1' }] }] },
      order({
        priority: 'urgent',
        locationReference: [{ reference: 'Location/site' }],
        quantityQuantity: { value: 1 },
      }),
      site(),
    );
    expect(inquiry.lines).toMatchObject([
      {
        codes: ['93351'],
        serviceDate: '2026-05-12',
        urgency: 'urgent',
        placeOfService: '11',
        units: 1,
        diagnoses: ['R07.9'],
        order: 'order-1',
      },
    ]);
    expect(inquiry.orders.map(({ id }) => id)).toEqual(['order-1']);
    expect(echoOf({ inquiry }).lines).toMatchObject([
      {
        productOrService: cpt('93351'),
        orderReference: { reference: 'https://ehr.example/r4/ServiceRequest/order-1' },
      },
    ]);
  });

  it('prefers the item to the order it details', () => {
    const detail = [{ reference: 'ServiceRequest/order-1' }];
    const own = {
      productOrService: cpt('93017'),
      diagnosis: [{ diagnosisCodeableConcept: icd('I25.10') }],
      quantity: { value: 3 },
      detail,
    };
    expect(asked({ servicedDate: '2026-06-01', item: [own] }, order()).lines).toMatchObject([
      { codes: ['93017'], diagnoses: ['I25.10'], serviceDate: '2026-06-01', units: 3, order: 'order-1' },
    ]);
  });

  it('may have several items of one order: one record', () => {
    const detail = [{ reference: 'ServiceRequest/order-1' }];
    const inquiry = asked(
      {
        item: [
          { productOrService: cpt('78452'), detail },
          { productOrService: hcpcs('A9500'), detail },
        ],
      },
      order(),
    );
    expect(inquiry.lines.map(({ order: key }) => key)).toEqual(['order-1', 'order-1']);
    expect(inquiry.orders).toHaveLength(1);
  });

  it('gives the count of an order to the item of its code only', () => {
    const detail = [{ reference: 'ServiceRequest/order-1' }];
    const both = [
      { productOrService: cpt('78452'), detail },
      { productOrService: hcpcs('J2785'), detail },
    ];
    const counted = order({ code: cpt('78452'), quantityQuantity: { value: 1 } });
    expect(asked({ item: both }, counted).lines.map(({ units }) => units)).toEqual([1, undefined]);
  });

  it('is performed by the item’s provider, else the order’s performer, else the requester', () => {
    const detail = [{ reference: 'ServiceRequest/order-1' }];
    const by = (more: object, performer?: object[]) =>
      asked({ provider: { reference: 'Practitioner/asks' }, item: [{ detail, ...more }] }, order({ performer }))
        .lines[0]!.performer;
    expect(by({ provider: { reference: 'Practitioner/does' } }, [{ reference: 'Practitioner/b' }])).toBe(
      'Practitioner/does',
    );
    expect(by({}, [{ reference: 'Practitioner/b' }])).toBe('Practitioner/b');
    expect(by({})).toBe('Practitioner/asks');
  });

  it('that only asks whether the coverage is in force has no lines', () => {
    const { item: _none, ...bare } = eligibility({ purpose: ['validation'] });
    expect(read(bare, 'eligibility')).toMatchObject({ lines: [], orders: [], purposes: ['validation'] });
    expect(read({ ...bare, purpose: ['auth-requirements'] }, 'eligibility').warnings).toContain(
      'Authorization requirements are asked for, but the request names no service.',
    );
  });

  it('may contain all it needs, and is echoed without contained resources', () => {
    const inquiry = read(
      eligibility({
        patient: { reference: '#p' },
        item: [{ detail: [{ reference: '#o' }] }],
        contained: [patient({ id: 'p' }), order({ id: 'o', subject: { reference: '#p' } })],
      }),
      'eligibility',
    );
    expect(inquiry.patient.birthDate).toBe('1961-02-03');
    expect(inquiry.orders[0]!.id).toMatch(/^[0-9a-f]{40}$/);
    expect(echoOf({ inquiry })).toMatchObject({
      requestReference: 'CoverageEligibilityRequest/ask',
      request: { id: 'ask' },
    });
    expect(echoOf({ inquiry }).request).not.toHaveProperty('contained');
  });

  it('asked by category alone names no test', () => {
    const category = { coding: [{ code: '5' }] };
    const inquiry = asked({ item: [{ category }] });
    expect(inquiry.lines[0]!.codes).toEqual([]);
    expect(echoOf({ inquiry }).lines).toEqual([{ category }]);
  });
});
