import { describe, expect, test } from 'vitest';
import { describeX12 } from '../../shared/x12/map/describe/describe-x12.ts';
import { writeEligibilityInquiry } from '../../shared/x12/map/eligibility/write-eligibility-inquiry.ts';
import { writeReviewRequest } from '../../shared/x12/map/review/write-review-request.ts';
import { SCRIPTS } from '../support/x12/clearinghouse.ts';
import { ASKED, eligibilityResponse, MEDICARE_WITH_PLAN } from '../support/x12/eligibility.ts';
import { reviewContent } from '../support/x12/review-content.ts';
import { reviewResponse } from '../support/x12/review-responses.ts';
import { interchangeOf } from '../support/x12/writing.ts';

const only = (text: string) => {
  const described = describeX12(text);
  expect(described.fault).toBeUndefined();
  expect(described.sets).toHaveLength(1);
  const [set] = described.sets;
  if (!set) throw new Error();
  return set;
};
const PARTIES = {
  sender: { qualifier: 'ZZ', id: 'PRACTICE1' },
  receiver: { qualifier: '30', id: 'CLEARING' },
  usage: 'T',
  at: '2099-03-01T09:30:00.000Z',
} as const;

describe('what a set says', () => {
  test('270', () => {
    const text = writeEligibilityInquiry({
      ...ASKED,
      ...PARTIES,
      payer: { name: 'Example Health Plan', id: 'EX001' },
      provider: { name: { organization: 'Heart Practice' }, npi: '2000000028' },
      codes: ['78452'],
    });
    const { says, faults, segments } = only(text);
    expect(says).toEqual([
      'Asks whether the member is covered on 2099-03-10: service types 30, 73, 4; procedures 78452.',
    ]);
    expect(faults).toEqual([]);
    expect(segments).toBe(14);
  });

  test('271: coverage, other payers, what the patient pays, and why it was not taken', () => {
    const { says, faults } = only(eligibilityResponse(MEDICARE_WITH_PLAN));
    expect(says).toEqual([
      'The coverage is active, from 2022-04-01.',
      'Another payer: EXAMPLE ADVANTAGE PLAN, plan H9999 001, a Medicare Advantage plan.',
      'Coinsurance 20 percent.',
      'Deductible $240.00.',
      'Left of the deductible: $112.50.',
      expect.stringMatching(/^\d+ benefits \(EB\)\.$/),
    ]);
    expect(faults).toEqual([]);
    const refused = only(eligibilityResponse([], { provider: ['NM1*1P*2*X*****XX*2000000028', 'AAA*N**41*N'] }));
    expect(refused.says).toEqual([expect.stringMatching(/^Not taken \(41, loop 2100B, AAA\): .*not attested/)]);
  });

  test('278: request and response', () => {
    const written = writeReviewRequest({
      ...PARTIES,
      what: 'submit',
      messageId: 'message-1',
      submitterId: 'SUB1',
      content: reviewContent(),
    });
    if (!written.ok) throw new Error();
    const request = only(written.text);
    expect(request.faults).toEqual([]);
    expect(request.says.join(' ')).toContain('A service (78452');
    const { says } = only(reviewResponse({ event: ['HCR*A1*AUTH1', 'DTP*007*RD8*20990305-20990603'] }));
    expect(says).toContain('The event: certified, authorization AUTH1, 2099-03-05 to 2099-06-03.');
    expect(only(reviewResponse({ event: ['HCR*ZZ*AUTH1'] })).says.join(' ')).not.toContain('AUTH1');
  });

  test('999 and TA1', () => {
    const sent = 'ISA~GS*HI*A*B*20990301*0930*7~';
    const rejected = /<!\[CDATA\[([\s\S]*?)\]\]>/.exec(SCRIPTS['rejected by 999'](sent).body)?.[1] ?? '';
    expect(only(rejected).says).toEqual([
      'Group 7, set 0001: not taken.',
      expect.stringMatching(/^Not taken \(7, loop 2010C, NM1 \(segment 12\), element 9\)/),
    ]);
    const isa = interchangeOf('999', []).slice(0, 106);
    const ta1 = describeX12(`${isa}TA1*000000009*990301*0930*R*025~IEA*0*000000007~`);
    expect(ta1.acknowledgments).toEqual([expect.stringMatching(/^Interchange 000000009: not taken\..*note 025/)]);
  });

  test('no name, birth date or number of a person', () => {
    const text = JSON.stringify(describeX12(eligibilityResponse(MEDICARE_WITH_PLAN)));
    expect(text).not.toMatch(/MARKED|PATIENT|77001|1957/);
  });
});

describe('what is wrong', () => {
  test.each([
    ['a loop of no kind', ['HL*4*3*XX*0'], /HL begins a loop of a kind/],
    ['a loop under none', ['HL*4*9*23*0'], /HL names a loop above it \(HL02\) that is not there/],
    ['a number twice', ['HL*3*2*23*0'], /HL has a number \(HL01\) another loop has/],
    ['a foreign segment', ['CLM*1*2'], /CLM does not belong in loop 2000C/],
  ])('%s', (_, lines, says) => {
    const { faults } = only(eligibilityResponse(lines));
    expect(faults).toEqual([expect.stringMatching(says)]);
    expect(faults[0]).toMatch(/^Segment \d+: /);
  });

  test('a loop that is missing, a segment before the first', () => {
    expect(only(interchangeOf('278', ['HL*1**EV*0'])).faults).toEqual(['Set 278: loop 2000A is missing.']);
    expect(only(interchangeOf('278', ['NM1*PR', 'HL*1**20*0'])).faults).toEqual([
      expect.stringMatching(/NM1 does not belong before the first loop/),
    ]);
  });

  test('a count, half a text, something else: the place, and nothing of what stands there', () => {
    const text = eligibilityResponse(['EB*1**30']);
    expect(describeX12(text.replace('SE*', 'SE*9')).fault).toMatch(/^Segment \d+ \(count\): SE01/);
    expect(describeX12(text.slice(0, -30)).fault).toMatch(/\(truncated\)/);
    expect(describeX12('MARKED PATIENT').fault).toBe('Segment 1 (not-x12): An interchange begins with ISA.');
    expect(describeX12('').fault).toMatch(/\(empty\)/);
  });

  test('faults and sentences are bounded', () => {
    const { faults } = only(eligibilityResponse(Array.from({ length: 900 }, () => 'CLM*1')));
    expect(faults).toHaveLength(51);
    const benefits = Array.from({ length: 3_000 }, () => ['HL*4*2*22*0', 'NM1*IL*1', 'EB*1**30']).flat();
    expect(only(eligibilityResponse(benefits)).says.length).toBeLessThanOrEqual(201);
  });
});
