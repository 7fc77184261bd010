import { describe, expect, test } from 'vitest';
import { checkStructure } from '../../shared/fhir/structure/check-structure.ts';
import { condition, eligibility, order, patient } from './structure-samples.ts';

type Row = readonly [situation: string, resource: unknown, expression: string, code: string];

const claim = (item: object) => ({
  resourceType: 'Claim',
  status: 'active',
  type: { text: 'professional' },
  use: 'predetermination',
  patient: { reference: 'Patient/1' },
  created: '2026-05-01',
  provider: { reference: 'Organization/1' },
  priority: { text: 'normal' },
  insurance: [{ sequence: 1, focal: true, coverage: { reference: 'Coverage/1' } }],
  item: [{ sequence: 1, productOrService: { text: 'a' }, ...item }],
});
const document = (attachment: object) => ({
  resourceType: 'DocumentReference',
  status: 'current',
  content: [{ attachment }],
});
const device = (value: object) => ({ ...order(), extension: [{ url: 'u', ...value }] });
const period = (start: string, end: string) => ({ ...order(), occurrencePeriod: { start, end } });

const VALUES: readonly Row[] = [
  ['a date that is a number', { ...patient(), birthDate: 19610203 }, 'Patient.birthDate', 'structure'],
  ['a month that is none', { ...patient(), birthDate: '1961-13-03' }, 'Patient.birthDate', 'value'],
  ['30 February', { ...patient(), birthDate: '2026-02-30' }, 'Patient.birthDate', 'value'],
  ['29 February of a common year', { ...patient(), birthDate: '1900-02-29' }, 'Patient.birthDate', 'value'],
  ['31 June', { ...eligibility(), created: '2026-06-31' }, 'CoverageEligibilityRequest.created', 'value'],
  ['an American date', { ...patient(), birthDate: '02/03/1961' }, 'Patient.birthDate', 'value'],
  ['a date with a time', { ...patient(), birthDate: '1961-02-03T00:00:00Z' }, 'Patient.birthDate', 'value'],
  ['a dateTime without zone', { ...order(), authoredOn: '2026-05-01T09:30:00' }, 'ServiceRequest.authoredOn', 'value'],
  ['a dateTime without seconds', { ...order(), authoredOn: '2026-05-01T09:30Z' }, 'ServiceRequest.authoredOn', 'value'],
  ['a dateTime on 31 April', { ...order(), authoredOn: '2026-04-31T09:30:00Z' }, 'ServiceRequest.authoredOn', 'value'],
  ['hour 24', { ...order(), authoredOn: '2026-05-01T24:00:00Z' }, 'ServiceRequest.authoredOn', 'value'],
  [
    'an offset of 15 hours',
    { ...order(), authoredOn: '2026-05-01T09:00:00+15:00' },
    'ServiceRequest.authoredOn',
    'value',
  ],
  ['a month with a time', { ...order(), authoredOn: '2026-05T09:00:00Z' }, 'ServiceRequest.authoredOn', 'value'],
  [
    'a day as an instant',
    { ...order(), meta: { lastUpdated: '2026-05-01' } },
    'ServiceRequest.meta.lastUpdated',
    'value',
  ],
  ['a time without seconds', device({ valueTime: '09:30' }), 'ServiceRequest.extension[0].value', 'value'],
  ['an id with a space', { ...order(), id: 'order 1' }, 'ServiceRequest.id', 'value'],
  ['an id too long', { ...order(), id: 'a'.repeat(65) }, 'ServiceRequest.id', 'value'],
  ['empty text', { ...order(), note: [{ text: '' }] }, 'ServiceRequest.note[0].text', 'value'],
  [
    'a control character',
    { ...order(), patientInstruction: 'fast\u0000' },
    'ServiceRequest.patientInstruction',
    'value',
  ],
  ['a number as text', claim({ quantity: { value: '2' } }), 'Claim.item[0].quantity.value', 'structure'],
  [
    'a number beyond all bounds',
    JSON.parse(JSON.stringify(claim({ factor: 12345 })).replace('12345', '1e999')),
    'Claim.item[0].factor',
    'value',
  ],
  ['sequence 0', claim({ sequence: 0 }), 'Claim.item[0].sequence', 'value'],
  ['sequence 1.5', claim({ sequence: 1.5 }), 'Claim.item[0].sequence', 'value'],
  ['a size below 0', document({ size: -1 }), 'DocumentReference.content[0].attachment.size', 'value'],
  ['an integer of 33 bits', device({ valueInteger: 2 ** 31 }), 'ServiceRequest.extension[0].value', 'value'],
  ['a boolean as text', { ...patient(), active: 'true' }, 'Patient.active', 'structure'],
  ['text as a boolean', { ...order(), patientInstruction: true }, 'ServiceRequest.patientInstruction', 'structure'],
  ['a uri with a space', { ...order(), instantiatesUri: ['a b'] }, 'ServiceRequest.instantiatesUri[0]', 'value'],
  ['an OID without urn', device({ valueOid: '1.2.3' }), 'ServiceRequest.extension[0].value', 'value'],
  [
    'a UUID without urn',
    device({ valueUuid: '53fefa32-fcbb-4ff8-8a92-55ee120877b7' }),
    'ServiceRequest.extension[0].value',
    'value',
  ],
  [
    'something that is not base64',
    document({ data: 'chest pain' }),
    'DocumentReference.content[0].attachment.data',
    'value',
  ],
  [
    'narrative that is not XHTML',
    { ...order(), text: { status: 'generated', div: 'hello' } },
    'ServiceRequest.text.div',
    'value',
  ],
  [
    'a code with leading and trailing spaces',
    { ...order(), code: { coding: [{ code: ' 93015' }] } },
    'ServiceRequest.code.coding[0].code',
    'value',
  ],
  ['a code outside the required set', { ...order(), status: 'ordered' }, 'ServiceRequest.status', 'value'],
  ['a code of another case', { ...order(), intent: 'Order' }, 'ServiceRequest.intent', 'value'],
  [
    'a code outside the set, in a list',
    { ...eligibility(), purpose: ['benefits', 'approval'] },
    'CoverageEligibilityRequest.purpose[1]',
    'value',
  ],
  [
    'a concept outside the required set',
    { ...condition(), clinicalStatus: { coding: [{ code: 'ongoing' }] } },
    'Condition.clinicalStatus',
    'value',
  ],
  [
    'the right code of a wrong system',
    { ...condition(), clinicalStatus: { coding: [{ system: 'urn:x', code: 'active' }] } },
    'Condition.clinicalStatus',
    'value',
  ],
  [
    'text alone for a required set',
    { ...condition(), clinicalStatus: { text: 'active' } },
    'Condition.clinicalStatus',
    'value',
  ],
  [
    'a contentType that is none',
    document({ contentType: 'PDF' }),
    'DocumentReference.content[0].attachment.contentType',
    'value',
  ],
  ['a currency that is none', claim({ net: { value: 1, currency: '$' } }), 'Claim.item[0].net.currency', 'value'],
  [
    'a reference to a wrong type',
    { ...order(), requester: { reference: 'Coverage/1' } },
    'ServiceRequest.requester.reference',
    'value',
  ],
  [
    'an absolute reference to a wrong type',
    { ...eligibility(), patient: { reference: 'https://ehr.example/r4/Group/1' } },
    'CoverageEligibilityRequest.patient.reference',
    'value',
  ],
  [
    'a versioned reference to a wrong type',
    { ...order(), subject: { reference: 'Coverage/1/_history/2' } },
    'ServiceRequest.subject.reference',
    'value',
  ],
  [
    'a reference to an unknown resource',
    { ...order(), subject: { reference: 'Animal/1' } },
    'ServiceRequest.subject.reference',
    'value',
  ],
  [
    'a reference whose type is wrong',
    { ...order(), subject: { type: 'Claim', display: 'x' } },
    'ServiceRequest.subject.type',
    'value',
  ],
  [
    'a reference in a choice',
    { ...order(), reasonReference: [{ reference: 'Patient/1' }] },
    'ServiceRequest.reasonReference[0].reference',
    'value',
  ],
  ['a period that ends first', period('2026-05-20', '2026-05-12'), 'ServiceRequest.occurrence', 'invariant'],
  [
    'a period from a leap second back',
    period('2016-12-31T23:59:60Z', '2016-12-31T22:00:00Z'),
    'ServiceRequest.occurrence',
    'invariant',
  ],
  ['a period of years that ends first', period('2027', '2026-05'), 'ServiceRequest.occurrence', 'invariant'],
  [
    'a parameter with value and part',
    { resourceType: 'Parameters', parameter: [{ name: 'a', valueCode: 'b', part: [{ name: 'c', valueCode: 'd' }] }] },
    'Parameters.parameter[0]',
    'invariant',
  ],
  [
    'a parameter with nothing',
    { resourceType: 'Parameters', parameter: [{ name: 'a' }] },
    'Parameters.parameter[0]',
    'invariant',
  ],
  [
    'an entry with nothing',
    { resourceType: 'Bundle', type: 'collection', entry: [{ fullUrl: 'urn:x:1' }] },
    'Bundle.entry[0]',
    'invariant',
  ],
  ['evidence of nothing', { ...condition(), evidence: [{ id: 'a' }] }, 'Condition.evidence[0]', 'invariant'],
  [
    'a period whose instants cross zones',
    period('2026-05-12T10:00:00-05:00', '2026-05-12T14:00:00Z'),
    'ServiceRequest.occurrence',
    'invariant',
  ],
];

describe('a bad value is refused at its element', () => {
  test.each(VALUES)('%s', (_, resource, expression, code) => {
    expect(checkStructure(resource)).toContainEqual(expect.objectContaining({ code, expression }));
    expect(checkStructure(resource)).toHaveLength(1);
  });
});

const good = (primitive: object) => ({ ...patient(), ...primitive });
const STATED = {
  extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }],
};

describe('unusual but valid content is accepted', () => {
  test.each([
    ['29 February of a leap year', good({ birthDate: '2000-02-29' })],
    ['a year alone', good({ birthDate: '1961' })],
    ['a leap second', period('2016-12-31T23:59:60Z', '2017-01-01T00:00:00Z')],
    ['a period within one day', period('2026-05-12T09:00:00Z', '2026-05-12')],
    ['a period across zones', period('2026-05-12T10:00:00+02:00', '2026-05-12T09:00:00Z')],
    ['a period of one moment', period('2026-05-12', '2026-05-12')],
    ['a required code given as unknown', { ...order(), status: undefined, _status: STATED }],
    [
      'a required choice given as unknown',
      {
        resourceType: 'MedicationStatement',
        status: 'active',
        subject: { display: 'x' },
        medicationCodeableConcept: STATED,
      },
    ],
    ['an extension whose value is stated absent', { ...order(), extension: [{ url: 'u', _valueCode: STATED }] }],
    ['a concept stated absent', { ...condition(), clinicalStatus: STATED }],
    [
      'a second coding of one’s own',
      {
        ...condition(),
        clinicalStatus: { coding: [{ system: 'urn:x', code: 'lopend' }, ...condition().clinicalStatus.coding] },
      },
    ],
    ['an extension among given names', good({ name: [{ given: ['Mary', null], _given: [null, STATED] }] })],
    ['an extension alone', good({ birthDate: undefined, _birthDate: STATED })],
    ['a non-breaking space, accents, new lines', good({ name: [{ text: 'María\u00a0Luisa\nRazo' }] })],
    [
      'a contained, a uuid and a logical reference',
      {
        ...order(),
        subject: { reference: '#p' },
        requester: { reference: 'urn:uuid:53fefa32-fcbb-4ff8-8a92-55ee120877b7' },
        performer: [{ identifier: { value: '1' } }],
      },
    ],
    [
      'an address that only looks like a reference',
      { ...order(), subject: { reference: 'https://x.example/Files/1' } },
    ],
    ['a MIME type with parameters', document({ contentType: 'text/plain; charset=utf-8' })],
    ['base64 in lines', document({ data: 'Y2hl\nc3Q=' })],
    ['numbers with exponents', claim({ quantity: { value: 1.5e3 } })],
    [
      'a nested questionnaire',
      {
        resourceType: 'Questionnaire',
        status: 'draft',
        item: [{ linkId: '1', type: 'group', item: [{ linkId: '1.1', type: 'boolean' }] }],
      },
    ],
  ])('%s', (_, resource) => {
    expect(checkStructure(resource)).toEqual([]);
  });
});

test('the most common mistake, a time without a zone, is named', () => {
  const [problem] = checkStructure({ ...order(), authoredOn: '2026-05-01T09:30:00' });
  expect(problem?.says).toMatch(/'authoredOn' has a time of day without a time zone/);
});
