import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TENANT } from '../support/endpoint-harness.ts';
import type { Part } from '../support/endpoint-messages.ts';
import { PAS, pasInquiry, pasItem, pasRequest, put } from '../support/pas-messages.ts';
import { errorsOf, openPayerDesk, type PayerDesk, responseOf } from '../support/payer-desk.ts';

let desk: PayerDesk;
beforeAll(async () => {
  desk = await openPayerDesk();
});
afterAll(() => desk.close());

const stored = async () => (await desk.scan()).filter((one) => /#UM/.test(one));

const information = (sequence: number): Part => ({
  sequence,
  category: {
    coding: [{ system: 'http://hl7.org/fhir/us/davinci-pas/CodeSystem/PASTempCodes', code: 'freeFormMessage' }],
  },
  valueString: 'A message',
});

type Bend = (claim: Part, bundle: Part) => void;
const MALFORMED: Readonly<Record<string, readonly [Bend, string]>> = {
  'an empty Bundle': [(_, bundle) => put(bundle, 'entry', []), 'Bundle.entry'],
  'another type of Bundle': [(_, bundle) => put(bundle, 'type', 'searchset'), 'Bundle.type'],
  'no identifier of the Bundle': [(_, bundle) => void delete bundle.identifier, 'Bundle.identifier'],
  'no timestamp': [(_, bundle) => void delete bundle.timestamp, 'Bundle.timestamp'],
  'the Claim not first': [(_, bundle) => void bundle.entry.reverse(), 'Bundle.entry[0].resource'],
  'two Claims without relation': [
    (claim, bundle) =>
      void bundle.entry.push({ fullUrl: 'https://ehr.example/r4/Claim/two', resource: { ...claim, id: 'two' } }),
    'Bundle.entry[7].resource',
  ],
  'a doubled fullUrl': [(_, bundle) => void bundle.entry.push({ ...bundle.entry[5] }), 'Bundle.entry[7].fullUrl'],
  'no fullUrl': [(_, bundle) => void delete bundle.entry[3].fullUrl, 'Bundle.entry[3].fullUrl'],
  'a relative fullUrl': [
    (_, bundle) => put(bundle.entry[6], 'fullUrl', 'Practitioner/doctor'),
    'Bundle.entry[6].fullUrl',
  ],
  'a reference out of the Bundle': [
    (claim) => put(claim.careTeam[0].provider, 'reference', 'PractitionerRole/elsewhere'),
    'Bundle.entry[0].resource.careTeam[0].provider.reference',
  ],
  'a reference of another resource out of the Bundle': [
    (_, bundle) => put(bundle.entry[5].resource.practitioner, 'reference', 'Practitioner/elsewhere'),
    'Bundle.entry[5].resource.practitioner.reference',
  ],
  'another use': [(claim) => put(claim, 'use', 'claim'), 'Bundle.entry[0].resource.use'],
  'a cancelled Claim': [(claim) => put(claim, 'status', 'cancelled'), 'Bundle.entry[0].resource.status'],
  'no identifier': [(claim) => void delete claim.identifier, 'Bundle.entry[0].resource.identifier'],
  'no items': [(claim) => void delete claim.item, 'Bundle.entry[0].resource.item'],
  'a doubled sequence': [(claim) => void claim.item.push(pasItem(1)), 'Bundle.entry[0].resource.item[1].sequence'],
  'a doubled sequence of supporting information': [
    (claim) => put(claim, 'supportingInfo', [information(1), information(1)]),
    'Bundle.entry[0].resource.supportingInfo[1].sequence',
  ],
  'an update without the Claim it follows': [
    (claim) =>
      put(claim, 'related', [
        { claim: { reference: 'Claim/elsewhere' }, relationship: { coding: [{ code: 'prior' }] } },
      ]),
    'Bundle.entry[0].resource.related[0].claim.reference',
  ],
  'an unknown modifier extension': [
    (claim) => put(claim.item[0], 'modifierExtension', [{ url: 'urn:ex:inverts', valueBoolean: true }]),
    'Bundle.entry[0].resource.item[0].modifierExtension',
  ],
  'a known modifier extension where it means nothing': [
    (_, bundle) =>
      put(bundle.entry[1].resource, 'modifierExtension', [
        { url: `${PAS}/modifierextension-infoCancelled`, valueBoolean: true },
      ]),
    'Bundle.entry[1].resource.modifierExtension',
  ],
  'two patients': [
    (_, bundle) =>
      void bundle.entry.push({
        fullUrl: 'https://ehr.example/r4/Patient/p2',
        resource: { resourceType: 'Patient', id: 'p2' },
      }),
    'Bundle.entry[7].resource',
  ],
  'a relation that is none': [
    (claim) => put(claim, 'related', [{ claim: { reference: 'Claim/TRACE-1' } }]),
    'Bundle.entry[0].resource.related[0].relationship',
  ],
};

describe('malformed', () => {
  test.each(Object.entries(MALFORMED))('%s: 400, the element named, nothing stored', async (_name, [change, where]) => {
    const before = await stored();
    const { status, body } = await desk.submit(pasRequest({ change }));
    expect([status, body.resourceType]).toEqual([400, 'OperationOutcome']);
    expect(body.issue.flatMap(({ expression = [] }: Part) => expression)).toContain(where);
    expect(await stored()).toEqual(before);
  });

  test.each(['/r4', '/stu2/r4'])('no JSON, no Bundle, no resource under %s', async (base) => {
    for (const body of [
      '{',
      '[]',
      '{}',
      '{"resourceType":"Patient"}',
      { resourceType: 'Parameters' },
      pasRequest().entry[0].resource,
    ])
      for (const path of ['$submit', '$inquire'])
        expect((await desk.call('ehr', `${base}/Claim/${path}`, body)).status).toBe(400);
  });

  test('more than four megabytes are refused; three of a document are not', async () => {
    const withNote = (bytes: number) =>
      pasRequest({
        trace: `note-${bytes}`,
        change: (claim, bundle) => {
          claim.supportingInfo = [
            {
              sequence: 1,
              category: {
                coding: [
                  {
                    system: 'http://hl7.org/fhir/us/davinci-pas/CodeSystem/PASTempCodes',
                    code: 'additionalInformation',
                  },
                ],
              },
              valueReference: { reference: 'DocumentReference/note' },
            },
          ];
          bundle.entry.push({
            fullUrl: 'https://ehr.example/r4/DocumentReference/note',
            resource: {
              resourceType: 'DocumentReference',
              id: 'note',
              status: 'current',
              type: { coding: [{ system: 'http://loinc.org', code: '11506-3' }] },
              subject: { reference: 'Patient/p1' },
              content: [{ attachment: { contentType: 'application/pdf', data: 'QUJD'.repeat(bytes / 4) } }],
            },
          });
        },
      });
    expect((await desk.submit(withNote(4_000_000))).status).toBe(413);
    const { status } = await desk.submit(withNote(3_000_000));
    expect(status).toBe(200);
    expect((await desk.scan()).join('').length).toBeLessThan(400_000);
    const bytes = 'QUJD'.repeat(750_000);
    expect(await desk.ports.documents.get(TENANT.id, desk.ports.digest.of(bytes))).toBe(bytes);
  });
});

test('very much of anything is refused without much work', async () => {
  const many = <T>(count: number, make: (index: number) => T) =>
    Array.from({ length: count }, (_, index) => make(index));
  const patients = many(2_001, (n) => ({
    fullUrl: `https://ehr.example/r4/Patient/${n}`,
    resource: { resourceType: 'Patient', id: `${n}` },
  }));
  const entries = pasRequest({ change: (_, bundle) => void bundle.entry.push(...patients) });
  const items = pasRequest({
    change: (claim) =>
      put(
        claim,
        'item',
        many(5_000, (n) => pasItem(n + 1)),
      ),
  });
  const lost = pasRequest({
    change: (claim) =>
      put(
        claim,
        'careTeam',
        many(5_000, (n) => ({ sequence: n + 1, provider: { reference: 'Organization/x' } })),
      ),
  });
  for (const [message, wanted] of [
    [entries, 413],
    [items, 413],
    [lost, 400],
  ] as const) {
    const began = performance.now();
    const { status, body } = await desk.submit(message);
    expect(status).toBe(wanted);
    expect(body.issue.length).toBeLessThanOrEqual(100);
    expect(performance.now() - began).toBeLessThan(5_000);
  }
});

const REJECTED: Readonly<Record<string, readonly [Bend, string, string | undefined]>> = {
  'no NPI of the requester': [
    (_, bundle) => put(bundle.entry[4].resource, 'identifier', [{ system: 'urn:ex:own', value: '1' }]),
    '43',
    'Bundle.entry[0].resource.provider',
  ],
  'a foreign code system': [
    (claim) => put(claim.item[0], 'productOrService', { coding: [{ system: 'urn:ex:codes', code: '93351' }] }),
    '33',
    'Bundle.entry[0].resource.item[0].productOrService',
  ],
  'a month as date of service': [
    (claim) => put(claim.item[0], 'servicedDate', '2026-06'),
    '57',
    'Bundle.entry[0].resource.item[0].servicedDate',
  ],
  'a quantity of nothing': [
    (claim) => put(claim.item[0], 'quantity', { value: 0, unit: 'Unit' }),
    '33',
    'Bundle.entry[0].resource.item[0].quantity',
  ],
  'no member number': [
    (_, bundle) => {
      delete bundle.entry[1].resource.identifier;
      delete bundle.entry[2].resource.subscriberId;
    },
    '72',
    'Bundle.entry[0].resource.patient',
  ],
};

describe('readable, and not to be processed', () => {
  test.each(Object.entries(REJECTED))(
    '%s: a ClaimResponse of outcome error, nothing stored',
    async (_name, [change, code, path]) => {
      const before = await stored();
      const { status, body } = await desk.submit(pasRequest({ change }));
      expect([status, responseOf(body).outcome, errorsOf(body)]).toEqual([200, 'error', [code]]);
      expect(JSON.stringify(responseOf(body).error)).toContain(path);
      expect(await stored()).toEqual(before);
    },
  );

  test('what a reader can do without is not asked for', async () => {
    const bare = pasRequest({
      trace: 'bare',
      change: (claim) => {
        for (const name of ['category', 'locationCodeableConcept', 'quantity', 'extension', 'servicedDate'])
          delete claim.item[0][name];
        delete claim.careTeam;
        delete claim.diagnosis;
        delete claim.item[0].diagnosisSequence;
        claim.unknownElement = 'ignored';
      },
    });
    const { status, body } = await desk.submit(bare);
    expect([status, responseOf(body).outcome]).toEqual([200, 'complete']);
  });

  test('what nobody knows is ignored, not kept, and not sent back; extensions are', async () => {
    const odd = pasRequest({
      trace: 'odd',
      change: (claim, bundle) => {
        const { resource: patient } = bundle.entry[1];
        patient.favoriteColor = 'vermilion';
        patient.name[0].nickname = 'Q';
        patient.extension = [{ url: 'urn:ex:own', valueString: 'kept' }];
        patient._birthDate = { extension: [{ url: 'urn:ex:time', valueTime: '12:00:00' }] };
        claim.identifier[0].colour = 'blue';
      },
    });
    const { status, body } = await desk.submit(odd);
    const text = JSON.stringify([body, await desk.scan()]);
    expect([status, text.includes('vermilion'), text.includes('nickname'), text.includes('colour')]).toEqual([
      200,
      false,
      false,
      false,
    ]);
    expect([text.includes('urn:ex:own'), text.includes('12:00:00')]).toEqual([true, true]);
  });
});

test('an inquiry names the member and who orders', async () => {
  const without = pasInquiry((_, bundle) => {
    delete bundle.entry[4].resource.identifier;
  });
  expect((await desk.inquire(without)).status).toBe(400);
});
