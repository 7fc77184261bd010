import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TENANT } from '../support/endpoint-harness.ts';
import type { Part } from '../support/endpoint-messages.ts';
import { pasItem, pasRequest, pasUpdate, put, reviewMessage } from '../support/pas-messages.ts';
import { actionsOf, openPayerDesk, type PayerDesk, responseOf } from '../support/payer-desk.ts';

const MET = { canExercise: { valueBoolean: false }, chestPain: { valueString: 'possible-cardiac' } };
const TEMP = 'http://hl7.org/fhir/us/davinci-pas/CodeSystem/PASTempCodes';
const EHR = 'https://ehr.example/r4';

let desk: PayerDesk;
beforeAll(async () => {
  desk = await openPayerDesk();
});
afterAll(() => desk.close());

const coded = (system: string, code: string): Part => ({ coding: [{ system, code }] });
/** Supporting information that points at a resource put into the Bundle. */
const support = (claim: Part, bundle: Part, resource: Part): void => {
  claim.supportingInfo = [
    ...(claim.supportingInfo ?? []),
    {
      sequence: (claim.supportingInfo?.length ?? 0) + 1,
      category: coded(TEMP, 'additionalInformation'),
      valueReference: { reference: `${resource.resourceType}/${resource.id}` },
    },
  ];
  bundle.entry.push({ fullUrl: `${EHR}/${resource.resourceType}/${resource.id}`, resource });
};
const condition: Part = {
  resourceType: 'Condition',
  id: 'pain',
  meta: { profile: ['http://hl7.org/fhir/us/core/StructureDefinition/us-core-condition-encounter-diagnosis'] },
  clinicalStatus: coded('http://terminology.hl7.org/CodeSystem/condition-clinical', 'active'),
  category: [coded('http://terminology.hl7.org/CodeSystem/condition-category', 'encounter-diagnosis')],
  code: coded('http://hl7.org/fhir/sid/icd-10-cm', 'R07.9'),
  subject: { reference: 'Patient/p1' },
};
const complete = async (message: Part) => {
  const { status, body } = await desk.submit(message);
  expect([status, responseOf(body).outcome]).toEqual([200, 'complete']);
  return body as Part;
};

describe('a request', () => {
  test('with what the profile marks as must-support is taken up', async () => {
    const full = pasRequest({
      trace: 'full',
      answers: MET,
      items: [
        pasItem(1, '93351', {
          modifier: [coded('http://www.ama-assn.org/go/cpt', '26')],
          careTeamSequence: [1],
          informationSequence: [1],
          unitPrice: { value: 400, currency: 'USD' },
        }),
      ],
      change: (claim) => {
        claim.diagnosis[0].type = [coded(TEMP, 'principal')];
        claim.careTeam[0].role = coded('https://codesystem.x12.org/005010/98', 'SJ');
        claim.accident = { date: '2026-05-01', type: coded('https://codesystem.x12.org/005010/1362', 'AA') };
        claim.supportingInfo.push(
          { sequence: 2, category: coded(TEMP, 'patientEvent'), timingDate: '2026-06-15' },
          { sequence: 3, category: coded(TEMP, 'admissionDates'), timingDate: '2026-06-15' },
          { sequence: 4, category: coded(TEMP, 'dischargeDates'), timingDate: '2026-06-15' },
          { sequence: 5, category: coded(TEMP, 'freeFormMessage'), valueString: 'A message' },
        );
      },
    });
    expect(actionsOf(await complete(full))).toEqual({ 1: 'A1' });
  });

  test('with supporting information of US Core is taken up', async () => {
    await complete(pasRequest({ trace: 'core', change: (claim, bundle) => support(claim, bundle, condition) }));
  });

  test('supporting information comes with what it refers to', async () => {
    const medication = { ...condition, id: 'lost', recorder: { reference: 'Practitioner/elsewhere' } };
    const message = pasRequest({
      trace: 'recorder',
      change: (claim, bundle) => support(claim, bundle, medication),
    });
    const { status, body } = await desk.submit(message);
    expect([status, body.issue[0].expression]).toEqual([400, ['Bundle.entry[7].resource.recorder.reference']]);
  });

  test('is on file whole', async () => {
    const sent = pasRequest({ trace: 'whole', change: (claim, bundle) => support(claim, bundle, condition) });
    const { id } = responseOf(await complete(sent));
    const request = await desk.ports.reviews.get(TENANT.id, id);
    const content = await desk.ports.reviews.content(TENANT.id, request?.claims[0]?.content ?? '');
    expect(JSON.parse(content ?? '')).toEqual(sent);
  });
});

describe('an update', () => {
  test('the Claim it follows comes without its own predecessor', async () => {
    await complete(pasRequest({ trace: 'chain-1', answers: MET }));
    await complete(pasUpdate('chain-1', { trace: 'chain-2', answers: MET }));
    const third = pasUpdate('chain-2', {
      trace: 'chain-3',
      answers: MET,
      change: (_, bundle) => {
        bundle.entry.at(-1).resource.related = [{ claim: { reference: 'Claim/chain-1' } }];
      },
    });
    expect(actionsOf(await complete(third))).toEqual({ 1: 'A1' });
  });

  test('an item of certification type 3 is cancelled', async () => {
    await complete(pasRequest({ trace: 'three-1', answers: MET }));
    const { extension, ...item } = pasItem(1);
    const cancelling = extension.map((one: Part) =>
      /certificationType$/.test(one.url)
        ? { ...one, valueCodeableConcept: coded('https://codesystem.x12.org/005010/1322', '3') }
        : one,
    );
    const update = pasUpdate('three-1', { trace: 'three-2', items: [{ ...item, extension: cancelling }] });
    expect(actionsOf(await complete(update))).toEqual({ 1: 'C' });
  });

  test('everything it refers to is in the Bundle', async () => {
    await complete(pasRequest({ trace: 'lost-1' }));
    const update = pasUpdate('lost-1', {
      trace: 'lost-2',
      change: (claim) => put(claim.careTeam[0].provider, 'reference', 'PractitionerRole/elsewhere'),
    });
    expect((await desk.submit(update)).status).toBe(400);
  });
});

describe('an answer', () => {
  test('has a name of its own, by request and change', async () => {
    const first = await complete(pasRequest({ trace: 'name-1' }));
    const other = await complete(pasRequest({ trace: 'name-2' }));
    const later = await complete(pasUpdate('name-1', { trace: 'name-3', answers: MET }));
    const names = [first, other, later].map(({ identifier }) => identifier.value);
    expect(new Set(names).size).toBe(3);
  });

  test('authorized quantities have a unit, as it was asked', async () => {
    for (const [name, quantity, unit] of [
      ['coded', { value: 2, system: 'https://codesystem.x12.org/005010/673', code: 'UN' }, { code: 'UN' }],
      ['none', undefined, { unit: 'Unit' }],
    ] as const) {
      const items = [pasItem(1, '93351', { quantity })];
      const { id } = responseOf(await complete(pasRequest({ trace: `quantity-${name}`, items })));
      const given = { decision: { valueCode: 'A6' }, units: { valuePositiveInt: 1 } };
      const { body } = await desk.review(id, reviewMessage(given));
      expect(responseOf(body).addItem[0].quantity).toMatchObject({ value: 1, ...unit });
      expect(JSON.stringify(responseOf(body).item[0])).toContain(
        `"value":1,"${Object.keys(unit)[0] === 'unit' ? 'unit' : 'system'}"`,
      );
    }
  });
});
