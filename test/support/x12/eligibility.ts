import { interchangeOf } from './writing.ts';

export const ASKED = { messageId: 'question-1', memberId: 'M-77001', birthDate: '1957-04-02', on: '2099-03-10' };

/** A response to an eligibility inquiry, its benefits given as lines. */
export const eligibilityResponse = (
  benefits: readonly string[],
  {
    top = ['NM1*PR*2*EXAMPLE HEALTH PLAN*****PI*EX001'],
    provider = ['NM1*1P*2*HEART PRACTICE*****XX*2000000028'],
    member = ['NM1*IL*1*MARKED*PATIENT****MI*M-77001', 'DMG*D8*19570402*F'],
    trace = 'question-1',
  }: {
    readonly top?: readonly string[];
    readonly provider?: readonly string[];
    readonly member?: readonly string[];
    readonly trace?: string;
  } = {},
  options: Parameters<typeof interchangeOf>[2] = {},
): string =>
  interchangeOf(
    '271',
    [
      'BHT*0022*11*question-1*20990301*0931',
      'HL*1**20*1',
      ...top,
      'HL*2*1*21*1',
      ...provider,
      'HL*3*2*22*0',
      ...(trace ? [`TRN*2*${trace}*9000000028`] : []),
      ...member,
      ...benefits,
    ],
    options,
  );

/** Medicare's answer about a member of a Medicare Advantage plan, in the shape of its public examples. */
export const MEDICARE_WITH_PLAN: readonly string[] = [
  'DTP*291*D8*20990310',
  'EB*1**30*MA',
  'DTP*291*D8*20220401',
  'EB*1**30*MB',
  'DTP*291*D8*20220401',
  'EB*C*IND*30*MB**23*240',
  'EB*C*IND*30*MB**29*112.5',
  'EB*A*IND*30*MB****.2',
  'EB*R**30*HM',
  'REF*18*H9999 001',
  'DTP*290*D8*20990101',
  'LS*2120',
  'NM1*PRP*2*EXAMPLE ADVANTAGE PLAN',
  'N3*123 MAIN ST',
  'PER*IC**TE*8005550100',
  'LE*2120',
  'EB*R**88*OT',
  'REF*18*S9999 001',
  'DTP*292*D8*20990101',
  'LS*2120',
  'NM1*PR*2*EXAMPLE DRUG PLAN',
  'LE*2120',
  'EB*R*IND*30*14',
  'DTP*290*RD8*19960912-20201231',
  'LS*2120',
  'NM1*PRP*2*FORMER GROUP PLAN',
  'LE*2120',
];
