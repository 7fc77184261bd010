import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { planKindTable } from '../../shared/codes/plan-kind-table.ts';
import { confirmationOf } from '../../shared/x12/map/eligibility/confirmation-of.ts';
import { costSharing } from '../../shared/x12/map/eligibility/cost-sharing-of.ts';
import { readEligibility } from '../../shared/x12/map/eligibility/read-eligibility.ts';
import { writeEligibilityInquiry } from '../../shared/x12/map/eligibility/write-eligibility-inquiry.ts';
import { ASKED, eligibilityResponse, MEDICARE_WITH_PLAN } from '../support/x12/eligibility.ts';
import { interchangeOf } from '../support/x12/writing.ts';

const read = (...given: Parameters<typeof eligibilityResponse>) =>
  readEligibility(eligibilityResponse(...given), ASKED);
const answered = (...given: Parameters<typeof eligibilityResponse>) => {
  const response = read(...given);
  if (response.is !== 'answered') throw new Error(JSON.stringify(response));
  return response.eligibility;
};

test('an inquiry as it goes over the wire', () => {
  const text = writeEligibilityInquiry({
    ...ASKED,
    at: '2099-03-01T09:30:00.000Z',
    payer: { name: 'Example Health Plan', id: 'EX001' },
    provider: { name: { organization: 'Heart Practice' }, npi: '2000000028' },
    codes: ['78452'],
    memberName: 'Marked, Patient',
    sender: { qualifier: 'ZZ', id: 'PRACTICE1' },
    receiver: { qualifier: '30', id: 'CLEARING' },
    usage: 'T',
  });
  expect(text.split('~').slice(1, -3)).toEqual([
    expect.stringMatching(/^GS\*HS\*PRACTICE1\*CLEARING\*20990301\*0930\*\d+\*X\*005010X279A1$/),
    'ST*270*0001*005010X279A1',
    'BHT*0022*13*question-1*20990301*0930',
    'HL*1**20*1',
    'NM1*PR*2*Example Health Plan*****PI*EX001',
    'HL*2*1*21*1',
    'NM1*1P*2*Heart Practice*****XX*2000000028',
    'HL*3*2*22*0',
    'TRN*1*question-1*9000000028',
    'NM1*IL*1*Marked*Patient****MI*M-77001',
    'DMG*D8*19570402',
    'DTP*291*D8*20990310',
    'EQ*30^73^4',
    'EQ**HC:78452',
    'SE*14*0001',
  ]);
});

describe('in force or not', () => {
  test.each([
    ['active', ['EB*1**30**GOLD PLAN'], { inForce: true, plan: 'GOLD PLAN' }],
    ['active without a service type', ['EB*1'], { inForce: true }],
    ['inactive', ['EB*6**30'], { inForce: false }],
    [
      'active, dates of the member',
      ['DTP*346*D8*20990101', 'DTP*347*D8*20991231', 'EB*1**30'],
      { inForce: true, start: '2099-01-01', end: '2099-12-31' },
    ],
    [
      'active, a range',
      ['DTP*291*RD8*20990101-20991231', 'EB*1**30'],
      { inForce: true, start: '2099-01-01', end: '2099-12-31' },
    ],
    [
      'active, and ended before the day asked for',
      ['EB*1**30', 'DTP*291*RD8*20980101-20981231'],
      { inForce: false, end: '2098-12-31' },
    ],
    ['active from a later day', ['EB*1**30', 'DTP*346*D8*20990401'], { inForce: false, start: '2099-04-01' }],
    ['one plan active, an earlier one not', ['EB*6**30**OLD', 'EB*1**30**NEW'], { inForce: true, plan: 'NEW' }],
  ])('%s', (_, lines, expected) => {
    expect(answered(lines)).toMatchObject(expected);
  });

  test('benefits alone, or Part A of Medicare alone, do not say', () => {
    expect(read(['EB*B**30****20'])).toEqual({ is: 'silent', why: 'undecided' });
    expect(read(['EB*1**30*MA'])).toEqual({ is: 'silent', why: 'undecided' });
    expect(answered(['EB*1**30*MA', 'EB*6**30*MB']).inForce).toBe(false);
    expect(answered(['EB*6**30*MA', 'EB*1**30*MB']).inForce).toBe(true);
  });

  test('a status of another service says nothing of the plan', () => {
    expect(read(['EB*6**35'])).toEqual({ is: 'silent', why: 'undecided' });
    expect(answered(['EB*1**30', 'EB*6**35']).inForce).toBe(true);
  });
});

describe('what says nothing of the coverage', () => {
  const INFORMATION = {
    '2000A': [[], { top: ['AAA*Y**42*P', 'NM1*PR*2*PLAN'] }, '42', 'resend'],
    '2100A': [[], { top: ['NM1*PR*2*PLAN', 'AAA*N**79*N'] }, '79', 'stop'],
    '2100B': [[], { provider: ['NM1*1P*2*PRACTICE*****XX*2000000028', 'AAA*N**41*N'] }, '41', 'stop'],
    '2100C': [[], { member: ['NM1*IL*1*MARKED*****MI*M-77001', 'AAA*N**75*C'] }, '75', 'correct'],
  } as const;
  test.each(Object.entries(INFORMATION))('AAA in loop %s', (loop, [benefits, parts, code, followUp]) => {
    const response = read(benefits, parts);
    expect(response).toMatchObject({ is: 'rejected', rejections: [{ code, followUp, at: `loop ${loop}, AAA` }] });
  });

  test('41: the NPI may not ask, which is not "not covered"', () => {
    const response = read([], { provider: ['NM1*1P*2*PRACTICE*****XX*2000000028', 'AAA*N**41*N'] });
    if (response.is !== 'rejected') throw new Error();
    expect(response.rejections[0]?.says).toMatch(/not attested.*says nothing of the coverage/);
  });

  test('another trace, another member, another message, 999, half a text', () => {
    const active = ['EB*1**30'];
    expect(read(active, { trace: 'question-2' })).toEqual({ is: 'silent', why: 'other-trace' });
    expect(read(active, { trace: '' }).is).toBe('answered');
    expect(read(active, { member: ['NM1*IL*1*OTHER*****MI*M-88001'] })).toEqual({ is: 'silent', why: 'other-member' });
    expect(read(active, { member: ['NM1*IL*1*OTHER*****MI*M-77001', 'DMG*D8*19600101'] })).toEqual({
      is: 'silent',
      why: 'other-member',
    });
    expect(readEligibility(interchangeOf('278', []), ASKED)).toEqual({ is: 'silent', why: 'other-message' });
    expect(readEligibility(interchangeOf('999', ['AK1*HS*1']), ASKED)).toEqual({ is: 'silent', why: 'not-taken' });
    expect(readEligibility(eligibilityResponse(active).slice(0, -9), ASKED)).toMatchObject({ is: 'silent' });
  });
});

describe('other payers', () => {
  const planKinds = planKindTable(JSON.parse(readFileSync('rules/codes/plan-kinds.json', 'utf8')));
  const kindsIn = (lines: readonly string[]) =>
    (confirmationOf(answered(lines), ASKED.on, []).others ?? []).map((words) => planKinds.planKindsNamed(words));

  test('Medicare names a Medicare Advantage plan: it is one, whatever kind of plan it is called', () => {
    const { others, inForce } = answered(MEDICARE_WITH_PLAN);
    expect(inForce).toBe(true);
    expect(others).toEqual([
      {
        name: 'EXAMPLE ADVANTAGE PLAN',
        insurance: 'HM',
        planNumber: 'H9999 001',
        start: '2099-01-01',
        isAdvantage: true,
      },
    ]);
    expect(kindsIn(MEDICARE_WITH_PLAN)).toEqual([['medicare-advantage']]);
  });

  test.each(['HN', 'PR', 'PS'])('a plan of kind %s with a Medicare contract', (kind) => {
    const lines = MEDICARE_WITH_PLAN.map((line) => line.replace('EB*R**30*HM', `EB*R**30*${kind}`));
    expect(kindsIn(lines)).toEqual([['medicare-advantage']]);
  });

  test('a plan that began later, or ended, is not one of that day; a drug plan is none for a test', () => {
    const later = MEDICARE_WITH_PLAN.map((line) => line.replace('DTP*290*D8*20990101', 'DTP*290*D8*20990401'));
    expect(answered(later).others).toEqual([]);
  });

  test('another payer of a commercial plan is no Medicare Advantage plan', () => {
    const lines = ['EB*1**30*C1', 'EB*R**30*HM', 'LS*2120', 'NM1*SEP*2*OTHER PLAN', 'LE*2120'];
    expect(answered(lines).others).toEqual([{ name: 'OTHER PLAN', insurance: 'HM', isAdvantage: false }]);
  });
});

describe('what the patient pays', () => {
  const sharing = (lines: readonly string[]) => costSharing(answered(['EB*1**30', ...lines]), ['78452']);

  test('of several benefits the nearest to the service, in the network, for one person', () => {
    expect(
      sharing([
        'EB*B*IND*30****20',
        'EB*B*IND*73****50*****Y',
        'EB*B*IND*73****200*****N',
        'EB*B*IND*98****10*****Y',
        'EB*C*IND*30***23*1000*****Y',
        'EB*C*FAM*30***23*3000*****Y',
        'EB*C*IND*30***29*250.5*****Y',
        'EB*A*IND*30*****.2****Y',
        'EB*A*IND******.1****Y*HC:78452',
        'EB*A*IND******.5****Y*HC:93015',
      ]),
    ).toEqual({ copayUsd: 50, deductibleUsd: 1000, deductibleLeftUsd: 250.5, coinsurance: 0.1 });
  });

  test('a percentage instead of a fraction is one; what is no number is nothing', () => {
    expect(sharing(['EB*A*IND*30*****20'])).toEqual({ coinsurance: 0.2 });
    expect(sharing(['EB*A*IND*30*****ALL', 'EB*B*IND*30****-5', 'EB*C*IND*30***23*1E9'])).toEqual({});
  });

  test('as a confirmation: in force, period, others, benefits in the form in which payers send them', () => {
    expect(confirmationOf(answered(MEDICARE_WITH_PLAN), ASKED.on, ['78452'])).toEqual({
      inForce: true,
      on: ASKED.on,
      start: '2022-04-01',
      others: [
        {
          codings: ['HM', 'HN'].map((code) => ({ system: 'https://codesystem.x12.org/005010/1336', code })),
          texts: ['H9999 001'],
          payor: ['EXAMPLE ADVANTAGE PLAN'],
        },
      ],
      sharing: [
        { deductibleUsd: 240, deductibleLeftUsd: 112.5, coinsurance: 0.2 },
        { code: '78452', deductibleUsd: 240, deductibleLeftUsd: 112.5, coinsurance: 0.2 },
      ],
      benefits: [
        {
          benefit: [
            {
              type: {
                coding: [{ system: 'http://terminology.hl7.org/CodeSystem/benefit-type', code: 'copay-percent' }],
              },
              allowedUnsignedInt: 20,
            },
            {
              type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/benefit-type', code: 'deductible' }] },
              allowedMoney: { value: 240, currency: 'USD' },
              usedMoney: { value: 127.5, currency: 'USD' },
            },
          ],
        },
      ],
    });
  });
});
