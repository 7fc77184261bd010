import { describe, expect, it } from 'vitest';
import { loadCodebook } from '../../shared/codes/codebook.ts';
import { completeTypes } from '../../shared/fhir/read/message/complete-look.ts';
import { bundle, claim, icd, order, patient, read } from './read-support.ts';

type Searchset = Parameters<typeof completeTypes>[0];
const searchset = (more: Partial<Searchset>): Searchset => ({ resourceType: 'Bundle', type: 'searchset', ...more });
const self = (url: string) => ({ link: [{ relation: 'self', url }] });
const hit = { resource: { resourceType: 'Condition', subject: { reference: 'Patient/p1' } } } as const;

describe('a complete search', () => {
  it.each([
    ['is a search for all of a patient', searchset(self('https://ehr.example/r4/Condition?patient=p1')), ['Condition']],
    [
      'with paging and sorting parameters',
      searchset(self('https://ehr.example/r4/Procedure?patient:Patient=p1&_count=50&_sort=-date')),
      ['Procedure'],
    ],
    ['by POST', searchset(self('https://ehr.example/r4/Condition/_search?patient=p1')), ['Condition']],
    ['known by what it found', searchset({ entry: [hit] }), ['Condition']],
    ['is none when filtered', searchset(self('https://ehr.example/r4/Observation?patient=p1&code=8867-4')), []],
    [
      'is none when there are more pages',
      searchset({
        link: [
          { relation: 'self', url: 'https://ehr.example/r4/Condition?patient=p1' },
          { relation: 'next', url: 'https://ehr.example/r4?page=2' },
        ],
      }),
      [],
    ],
    [
      'is none when rows are held back',
      searchset({ ...self('https://ehr.example/r4/Condition?patient=p1'), total: 3, entry: [hit] }),
      [],
    ],
    [
      'is none when the server complains',
      searchset({
        ...self('https://ehr.example/r4/Condition?patient=p1'),
        entry: [{ search: { mode: 'outcome' }, resource: { resourceType: 'OperationOutcome' } }],
      }),
      [],
    ],
    ['is not one when its type is unknown', searchset({}), []],
    [
      'is none in a collection',
      { ...searchset(self('https://ehr.example/r4/Condition?patient=p1')), type: 'collection' as const },
      [],
    ],
    ['does not count what was included', searchset({ entry: [{ ...hit, search: { mode: 'include' } }] }), []],
  ])('%s', (_what, found, types) => {
    expect(completeTypes(found)).toEqual(types);
  });
});

describe('what the fact readers see', () => {
  it('is the evidence and the reasons of the message', () => {
    const condition = { resourceType: 'Condition', id: 'mi', subject: { reference: 'Patient/p1' }, code: icd('I25.2') };
    const inquiry = read(
      bundle(order({ reasonCode: undefined, reasonReference: [{ reference: 'Condition/mi' }] }), patient(), condition),
    );
    expect(inquiry.lines[0]!.diagnoses).toEqual(['I25.2']);
    expect(inquiry.facts.priorMi).toMatchObject({
      is: 'known',
      value: true,
      from: ['https://ehr.example/r4/Condition/mi'],
    });
  });

  it('counts a nested search without a hit as a complete search', () => {
    const looked = ['Condition', 'Procedure'].map((type) =>
      searchset(self(`https://ehr.example/r4/${type}?patient=p1`)),
    );
    const message = { ...bundle(order({ reasonCode: undefined }), patient()) };
    const entry = [...message.entry, ...looked.map((resource) => ({ resource }))];
    expect(read(message).facts.priorPci).toBeUndefined();
    expect(read({ ...message, entry }).facts.priorPci).toMatchObject({ is: 'absent' });
  });

  it('is the same for a claim’s diagnoses', () => {
    const diagnosis = [{ sequence: 1, diagnosisCodeableConcept: icd('Z95.1') }];
    expect(read(claim({ diagnosis }), 'claim').facts.priorCabg).toMatchObject({ is: 'known', value: {} });
  });

  it('leaves line facts to the line', () => {
    const { facts } = read(bundle(order(), patient()));
    for (const name of [
      'age',
      'payer',
      'planType',
      'modality',
      'placeOfService',
      'encounterClass',
      'claimType',
      'serviceDate',
      'diagnoses',
    ] as const)
      expect(facts[name]).toBeUndefined();
    expect(loadCodebook().procedure('93351')?.modality).toBe('stress-echo');
  });
});
