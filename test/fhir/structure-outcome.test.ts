import { expect, test } from 'vitest';
import { writeOutcome } from '../../shared/fhir/issues.ts';
import { checkStructure } from '../../shared/fhir/structure/check-structure.ts';
import { order } from './structure-samples.ts';

test('one issue per problem, each naming its element and saying what is wrong', () => {
  const outcome = writeOutcome([
    { code: 'required', says: "'status' is required in ServiceRequest.", expression: 'ServiceRequest.status' },
    { code: 'transient', says: 'Try again.' },
  ]);
  expect(outcome).toEqual({
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'error',
        code: 'required',
        details: { text: "'status' is required in ServiceRequest." },
        diagnostics: "'status' is required in ServiceRequest.",
        expression: ['ServiceRequest.status'],
      },
      { severity: 'error', code: 'transient', details: { text: 'Try again.' }, diagnostics: 'Try again.' },
    ],
  });
});

test('an outcome is itself valid R4 and readable', () => {
  const problems = checkStructure({
    ...order(),
    status: 'ordered',
    subject: { reference: 'Claim/1' },
    authoredOn: '2026-02-30',
    colour: 1,
    note: [],
  });
  expect(checkStructure(writeOutcome(problems))).toEqual([]);
  expect(problems.map(({ says }) => says)).toEqual([
    "'status' must be one of draft, active, on-hold, revoked, completed, entered-in-error, unknown.",
    "'reference' must refer to Patient or Group or Location or Device.",
    "'authoredOn' names a day that does not exist.",
    "'note' is an empty list: leave it out instead.",
    "'colour' is not an element of ServiceRequest.",
  ]);
});
