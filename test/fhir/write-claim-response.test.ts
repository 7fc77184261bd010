import type { Claim } from 'fhir/r4';
import { expect, it } from 'vitest';
import { ADJUDICATION, CARC, CLAIM_TYPE, CPT, RARC } from '../../shared/codes/systems.ts';
import type { Assessment } from '../../shared/core/model/assessment.ts';
import type { Finding } from '../../shared/core/model/determination.ts';
import { canonicalsOf } from '../../shared/fhir/canonical.ts';
import { writeClaimResponse } from '../../shared/fhir/write/answer/write-claim-response.ts';
import { assessment, covered, determination, echo, verdict } from '../support/assessments.ts';
import { extensionsIn, undeclared, unknownCodings } from '../support/determination-definition.ts';
import { validateR4 } from '../support/validators.ts';

const write = (given: Assessment) => {
  const response = writeClaimResponse(given, canonicalsOf());
  expect(validateR4(response)).toEqual([]);
  expect(extensionsIn(response).flatMap(undeclared)).toEqual([]);
  expect(unknownCodings(response)).toEqual([]);
  return response;
};

const claim: Claim = {
  resourceType: 'Claim',
  id: 'cl1',
  status: 'active',
  use: 'claim',
  type: { coding: [{ system: CLAIM_TYPE, code: 'institutional' }] },
  patient: { reference: 'Patient/p1' },
  created: '2026-05-12',
  provider: { reference: 'Organization/o1' },
  priority: { coding: [{ code: 'normal' }] },
  insurance: [{ sequence: 1, focal: true, coverage: { reference: 'Coverage/c1' } }],
};
const line = (sequence: number, code: string) => ({ sequence, productOrService: { coding: [{ system: CPT, code }] } });
const finding: Finding = {
  id: 'component',
  severity: 'error',
  line: 2,
  carc: '4',
  rarc: 'N56',
  says: 'The modifier does not fit the place.',
  fix: 'Leave it out.',
};

/** Two lines the claim numbers 10 and 20; the second cannot be paid as written. */
const twoLines = assessment({
  echo: echo({ request: claim, lines: [line(10, '93351'), line(20, '93320')] }),
  inquiry: { dialect: 'claim', use: 'claim' },
  coverages: [
    covered({
      advice: 'fix-coding',
      disposition: 'Correct the coding first.',
      determinations: [
        determination({ warnings: ['Same sentence.'] }),
        determination({
          line: 2,
          role: 'companion',
          lead: 1,
          advice: 'fix-coding',
          row: 'D2',
          findings: [finding],
          warnings: ['Same sentence.'],
        }),
      ],
    }),
  ],
});

it('says that it is a pre-check and answers the claim it was asked about', () => {
  expect(write(twoLines)).toMatchObject({
    use: 'predetermination',
    outcome: 'complete',
    type: claim.type,
    request: { reference: 'Claim/cl1' },
    disposition: 'Correct the coding first. Pre-check only; nothing was filed with a payer.',
    insurance: [{ sequence: 1, focal: true, coverage: { reference: 'Coverage/c1' } }],
  });
});

it('answers each line under its own number, with the codes a payer would use', () => {
  const category = { coding: [{ system: ADJUDICATION, code: 'submitted' }] };
  const items = write(twoLines).item;
  expect(items?.map(({ itemSequence }) => itemSequence)).toEqual([10, 20]);
  expect(items?.map(({ adjudication }) => adjudication)).toEqual([
    [{ category }],
    [
      { category, reason: { coding: [{ system: CARC, code: '4' }] } },
      { category, reason: { coding: [{ system: RARC, code: 'N56' }] } },
    ],
  ]);
  const parts = items?.[1]?.extension?.[0]?.extension?.find(({ url }) => url === 'finding')?.extension;
  expect(parts).toContainEqual({ url: 'line', valuePositiveInt: 20 });
});

it('writes a sentence once, and each line refers to its sentences', () => {
  const { processNote, item } = write(twoLines);
  const texts = processNote?.map(({ text }) => text);
  expect(texts).toContain('The modifier does not fit the place. Leave it out.');
  expect(texts?.filter((text) => text === 'Same sentence.')).toHaveLength(1);
  const said = item?.map(({ noteNumber }) =>
    noteNumber?.map((number) => processNote?.find((note) => note.number === number)?.text),
  );
  expect(said?.[0]).toEqual(['A question is open.', 'Same sentence.']);
  expect(said?.[1]).toEqual([
    'A question is open.',
    'The modifier does not fit the place. Leave it out.',
    'Same sentence.',
  ]);
});

it('expects the adjustment for a coverage that has ended', () => {
  const ended = covered({ verdict: verdict({ inForce: 'no', carc: '27' }), advice: 'no-active-coverage' });
  const [item] =
    write(
      assessment({
        echo: echo({ request: claim, lines: [line(1, '93351')] }),
        inquiry: { dialect: 'claim' },
        coverages: [ended],
      }),
    ).item ?? [];
  expect(item?.adjudication[0]?.reason?.coding?.[0]).toEqual({ system: CARC, code: '27' });
});

it('has no reference to a claim known only by its fullUrl in a Bundle', () => {
  const { id: _id, ...anonymous } = claim;
  const requestReference = 'urn:uuid:00000265-0000-4000-8000-000000000000';
  const left = echo({ request: anonymous, requestReference, lines: [line(1, '93351')] });
  expect(write(assessment({ echo: left, inquiry: { dialect: 'claim' } })).request).toBeUndefined();
});

it('cites a matching approval with its period', () => {
  const approval = {
    number: 'A-77',
    decision: 'approved',
    codes: [],
    start: '2026-05-01',
    end: '2026-07-31',
    source: 'portal',
    receivedAt: '2026-05-01T00:00:00.000Z',
  } as const;
  const fits = covered({
    determinations: [determination({ advice: 'proceed-authorized', paNeeded: 'satisfied', approval })],
  });
  expect(
    write(assessment({ echo: echo({ request: claim }), inquiry: { dialect: 'claim' }, coverages: [fits] })),
  ).toMatchObject({
    preAuthRef: 'A-77',
    preAuthPeriod: { start: '2026-05-01', end: '2026-07-31' },
  });
});
