import { describe, expect, test } from 'vitest';
import { checkStructure } from '../../shared/fhir/structure/check-structure.ts';
import { bundle, condition, eligibility, order, patient } from './structure-samples.ts';

type Row = readonly [situation: string, resource: unknown, expression: string, code: string];

const without = (resource: Record<string, unknown>, name: string) => {
  const { [name]: _, ...rest } = resource;
  return rest;
};
const nested = (levels: number): unknown =>
  levels ? { url: 'u', extension: [nested(levels - 1)] } : { url: 'u', valueString: 'x' };

const SHAPES: readonly Row[] = [
  ['text instead of a resource', 'order', 'Resource', 'structure'],
  ['null instead of a resource', null, 'Resource', 'structure'],
  ['a list instead of a resource', [order()], 'Resource', 'structure'],
  ['no resourceType', without(order(), 'resourceType'), 'Resource', 'required'],
  ['a resourceType that is not R4', { resourceType: 'SubscriptionTopic' }, 'Resource', 'structure'],
  ['a resourceType that is a number', { resourceType: 4 }, 'Resource', 'structure'],
  ['a resourceType from the prototype', { resourceType: 'constructor' }, 'Resource', 'structure'],
  ['an abstract resourceType', { resourceType: 'DomainResource' }, 'Resource', 'structure'],
  ['an unknown element', { ...order(), colour: 'red' }, 'ServiceRequest.colour', 'structure'],
  [
    'an unknown nested element',
    { ...order(), note: [{ text: 'a', txt: 'b' }] },
    'ServiceRequest.note[0].txt',
    'structure',
  ],
  ['a name that is no name', { ...order(), 'Mary Marked': 1 }, 'ServiceRequest', 'structure'],
  ['a prototype key', JSON.parse('{"resourceType":"Patient","__proto__":{"a":1}}'), 'Patient.__proto__', 'structure'],
  ['a constructor key', { ...patient(), constructor: 'x' }, 'Patient.constructor', 'structure'],
  ['an extension beside an object', { ...order(), _subject: { id: 'a' } }, 'ServiceRequest._subject', 'structure'],
  [
    'a resourceType in a datatype',
    { ...order(), note: [{ resourceType: 'Annotation', text: 'a' }] },
    'ServiceRequest.note[0].resourceType',
    'structure',
  ],
  ['a missing code', without(order(), 'status'), 'ServiceRequest.status', 'required'],
  ['a missing reference', without(order(), 'subject'), 'ServiceRequest.subject', 'required'],
  ['a missing list', without(eligibility(), 'purpose'), 'CoverageEligibilityRequest.purpose', 'required'],
  [
    'a missing nested element',
    { ...eligibility(), insurance: [{ focal: true }] },
    'CoverageEligibilityRequest.insurance[0].coverage',
    'required',
  ],
  [
    'a missing choice',
    { resourceType: 'MedicationStatement', status: 'active', subject: { reference: 'Patient/1' } },
    'MedicationStatement.medication',
    'required',
  ],
  [
    'an extension without url',
    { ...order(), extension: [{ valueString: 'x' }] },
    'ServiceRequest.extension[0].url',
    'required',
  ],
  ['a list where one is allowed', { ...order(), status: ['active'] }, 'ServiceRequest.status', 'structure'],
  ['one where a list is required', { ...order(), note: { text: 'a' } }, 'ServiceRequest.note', 'structure'],
  [
    'one code where a list is required',
    { ...eligibility(), purpose: 'validation' },
    'CoverageEligibilityRequest.purpose',
    'structure',
  ],
  ['an empty list', { ...order(), note: [] }, 'ServiceRequest.note', 'structure'],
  ['an empty required list', { ...eligibility(), purpose: [] }, 'CoverageEligibilityRequest.purpose', 'structure'],
  ['an empty object', { ...order(), code: { coding: [{}] } }, 'ServiceRequest.code.coding[0]', 'structure'],
  ['text where an object is required', { ...order(), code: '93015' }, 'ServiceRequest.code', 'structure'],
  ['null where an object is required', { ...order(), note: [null] }, 'ServiceRequest.note[0]', 'structure'],
  ['null where text is required', { ...patient(), birthDate: null }, 'Patient.birthDate', 'structure'],
  [
    'null without an extension',
    { ...patient(), name: [{ given: ['Mary', null] }] },
    'Patient.name[0].given[1]',
    'structure',
  ],
  [
    'null and null',
    { ...patient(), name: [{ given: [null], _given: [null] }] },
    'Patient.name[0].given[0]',
    'structure',
  ],
  [
    'an extension list of another length',
    { ...patient(), name: [{ given: ['Mary', 'Ann'], _given: [{ id: 'a' }] }] },
    'Patient.name[0].given',
    'structure',
  ],
  [
    'an extension list holding nothing',
    { ...patient(), name: [{ _given: [null] }] },
    'Patient.name[0].given[0]',
    'structure',
  ],
  ['an empty extension list', { ...patient(), name: [{ _given: [] }] }, 'Patient.name[0].given', 'structure'],
  [
    'a bad extension in a list',
    { ...patient(), name: [{ given: ['Mary'], _given: [{ ids: 'a' }] }] },
    'Patient.name[0].given[0].ids',
    'structure',
  ],
  [
    'one extension beside a list',
    { ...patient(), name: [{ given: ['Mary'], _given: { id: 'a' } }] },
    'Patient.name[0].given',
    'structure',
  ],
  [
    'a bad extension beside a date',
    { ...patient(), _birthDate: { extension: [{ url: 'u' }] } },
    'Patient.birthDate.extension[0]',
    'invariant',
  ],
  ['an illegal choice', { ...order(), occurrenceInteger: 3 }, 'ServiceRequest.occurrence', 'structure'],
  ['a choice without a type', { ...order(), occurrence: '2026-05-12' }, 'ServiceRequest.occurrence', 'structure'],
  [
    'two choices at once',
    { ...eligibility(), servicedPeriod: { start: '2026-05-12' } },
    'CoverageEligibilityRequest.serviced',
    'structure',
  ],
  [
    'two choices, one by its extension',
    { ...eligibility(), servicedDate: undefined, _servicedDate: { id: 'a' }, servicedPeriod: { start: '2026-05-12' } },
    'CoverageEligibilityRequest.serviced',
    'structure',
  ],
  [
    'an extension with value and extension',
    { ...order(), extension: [{ url: 'u', valueString: 'x', extension: [{ url: 'v', valueCode: 'y' }] }] },
    'ServiceRequest.extension[0]',
    'invariant',
  ],
  [
    'an extension with a valueless value and extension',
    { ...order(), extension: [{ url: 'u', _valueCode: { id: 'a' }, extension: [{ url: 'v', valueCode: 'y' }] }] },
    'ServiceRequest.extension[0]',
    'invariant',
  ],
  ['an extension with neither', { ...order(), extension: [{ url: 'u' }] }, 'ServiceRequest.extension[0]', 'invariant'],
  [
    'a modifier extension',
    { ...order(), modifierExtension: [{ url: 'u', valueBoolean: true }] },
    'ServiceRequest.modifierExtension',
    'not-supported',
  ],
  [
    'a nested modifier extension',
    { ...eligibility(), item: [{ modifierExtension: [{ url: 'u', valueBoolean: true }] }] },
    'CoverageEligibilityRequest.item[0].modifierExtension',
    'not-supported',
  ],
  [
    'a modifier extension where none belongs',
    { ...order(), code: { modifierExtension: [], text: 'a' } },
    'ServiceRequest.code.modifierExtension',
    'not-supported',
  ],
  [
    'implicit rules',
    { ...order(), implicitRules: 'http://x.example/rules' },
    'ServiceRequest.implicitRules',
    'not-supported',
  ],
  [
    'implicit rules by extension',
    { ...order(), _implicitRules: { id: 'a' } },
    'ServiceRequest.implicitRules',
    'not-supported',
  ],
  [
    'a bad contained resource',
    { ...order(), contained: [{ resourceType: 'Coverage' }] },
    'ServiceRequest.contained[0].status',
    'required',
  ],
  [
    'a contained unknown',
    { ...order(), contained: [{ resourceType: 'Nothing' }] },
    'ServiceRequest.contained[0]',
    'structure',
  ],
  [
    'contained in contained',
    { ...order(), contained: [{ ...patient(), contained: [patient()] }] },
    'ServiceRequest.contained[0].contained',
    'invariant',
  ],
  ['a bad entry', bundle(order(), without(order(), 'status')), 'Bundle.entry[1].resource.status', 'required'],
  [
    'a bad value deep in an entry',
    bundle({ ...eligibility(), item: [{ quantity: { value: 1 } }, { quantity: { value: '1' } }] }),
    'Bundle.entry[0].resource.item[1].quantity.value',
    'structure',
  ],
  ['an entry without resourceType', bundle({ id: 'a' }), 'Bundle.entry[0].resource', 'required'],
  [
    'a bad parameter',
    { resourceType: 'Parameters', parameter: [{ name: 'resource', resource: without(condition(), 'subject') }] },
    'Parameters.parameter[0].resource.subject',
    'required',
  ],
  [
    'nesting beyond 30 levels',
    { ...order(), extension: [nested(40)] },
    `ServiceRequest${'.extension[0]'.repeat(30)}`,
    'structure',
  ],
];

describe('a resource of the wrong shape is refused at the wrong element', () => {
  test.each(SHAPES)('%s', (_, resource, expression, code) => {
    expect(checkStructure(resource)).toContainEqual(expect.objectContaining({ code, expression }));
  });
});

describe('unknown elements ignored', () => {
  const lenient = (resource: unknown) => checkStructure(resource, { unknownElements: 'ignore' });
  test('are accepted, whatever is in them', () => {
    expect(
      lenient({ ...order(), colour: { modifierExtension: [] }, 'no name': [], note: [{ text: 'a', x: null }] }),
    ).toEqual([]);
  });
  test.each([
    ['modifier extensions', { ...order(), modifierExtension: [{ url: 'u', valueBoolean: true }] }, 'not-supported'],
    ['modifier extensions of a datatype', { ...order(), code: { text: 'a', modifierExtension: [] } }, 'not-supported'],
    ['implicit rules', { ...order(), implicitRules: 'http://x.example' }, 'not-supported'],
    ['a choice without its type', { ...order(), occurrence: 'May' }, 'structure'],
    ['a known element with an illegal type', { ...order(), occurrenceString: 'May' }, 'structure'],
    ['a required element misspelt', { ...without(order(), 'status'), Status: 'active' }, 'required'],
  ])('does not excuse %s', (_, resource, code) => {
    expect(lenient(resource).map((problem) => problem.code)).toEqual([code]);
  });
});

test('all problems come at once, the first hundred named and the rest counted', () => {
  const note = Array.from({ length: 230 }, () => ({}));
  const problems = checkStructure({ ...order(), note });
  expect(problems).toHaveLength(101);
  expect(problems.at(-1)?.says).toMatch(/130 more/);
});

test('a resource type outside the table is skipped, one unknown to R4 is not', () => {
  expect(checkStructure({ resourceType: 'Library', anything: 1 })).toEqual([]);
  expect(checkStructure(bundle({ resourceType: 'Library', anything: 1 }))).toEqual([]);
  expect(checkStructure(bundle({ resourceType: 'Librarium' }))).toHaveLength(1);
});
