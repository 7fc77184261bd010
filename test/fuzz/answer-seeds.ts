import type { Part } from '../support/endpoint-messages.ts';
import { answerBundle, answeredItem, claimResponse, memberOf } from '../support/pas-answers.ts';
import { coded, pasExtension } from '../support/pas-messages.ts';
import { eligibilityResponse, MEDICARE_WITH_PLAN } from '../support/x12/eligibility.ts';
import { reviewResponse } from '../support/x12/review-responses.ts';
import { interchangeOf } from '../support/x12/writing.ts';

/** Stand for what the request on file has: its trace, its message, its control number, its member. */
export const PLACES = {
  trace: 'TRACE-ON-FILE',
  message: 'MESSAGE-ON-FILE',
  control: '888888881',
  member: 'MEMBER-ON-FILE',
} as const;

const item = (code: string, more: Part = {}): Part => {
  const { extension, ...rest } = answeredItem(1, code, more);
  const trace = { valueIdentifier: { system: 'urn:trnorg:1123456789', value: `${PLACES.trace}-i1` } };
  const others = extension.filter(({ url }: Part) => !String(url).endsWith('itemTraceNumber'));
  return { ...rest, extension: [pasExtension('extension-itemTraceNumber', trace), ...others] };
};
const period = pasExtension('extension-itemPreAuthPeriod', { valuePeriod: { start: '2026-06-02', end: '2026-08-31' } });
const pas = (items: readonly Part[], more: Part = {}, ...beside: readonly Part[]): Part =>
  answerBundle(
    claimResponse(items, { identifier: [{ system: 'urn:trnorg:1123456789', value: PLACES.message }], ...more }),
    memberOf(PLACES.member),
    ...beside,
  );

/** Answers of a payer by FHIR. */
export const PAS_ANSWERS: readonly Part[] = [
  pas([item('A1', { number: 'AUTH-77001', extension: [period] })]),
  pas([item('A6', { number: 'AUTH-77002' })], {
    addItem: [
      { itemSequence: [1], productOrService: coded('http://www.ama-assn.org/go/cpt', '93350'), adjudication: [] },
    ],
  }),
  pas([item('A3', { noteNumber: [1] })], { processNote: [{ number: 1, text: 'A test of this year.' }] }),
  pas(
    [item('A4', { number: 'FILE-1' })],
    { communicationRequest: [{ reference: 'CommunicationRequest/cr1' }] },
    { resourceType: 'CommunicationRequest', id: 'cr1', status: 'active', payload: [{ contentString: '11506-3' }] },
  ),
  pas([], { outcome: 'error', error: [{ code: coded('https://codesystem.x12.org/005010/901', '33') }] }),
  { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'value', details: { text: 'No.' } }] },
];

const about = {
  trace: PLACES.trace,
  reference: PLACES.message,
  member: [`NM1*IL*1*MARKED*PATIENT****MI*${PLACES.member}`],
};
const services = [
  ['HCR*A1*AUTH1-1', 'SV1*HC:93351**UN*1'],
  ['HCR*A3**0F', 'SV1*HC:93015**UN*1'],
];
const acknowledging = (...lines: readonly string[]): string =>
  interchangeOf('999', [`AK1*HI*${PLACES.control}*005010X217`, 'AK2*278*0001*005010X217', ...lines]);
const start = interchangeOf('999', []).slice(0, 106);

/** Answers of a payer by X12 to a request for review, and acknowledgments of one. */
export const X12_ANSWERS: readonly string[] = [
  reviewResponse({ ...about, event: ['HCR*A1*AUTH1', 'DTP*007*RD8*20260601-20260901', 'HSD*VS*1'] }),
  reviewResponse({ ...about, event: ['HCR*A4', 'REF*NT*FILE1', 'HI*LOI:11524-6', 'MSG*SEND THE ECG'] }),
  reviewResponse({ ...about, event: ['HCR*A2*AUTH1', 'REF*BB*OLD1'], services }),
  reviewResponse({ ...about, event: ['HCR*A3**0F', 'PER*IC**TE*8005550100'] }),
  reviewResponse({ ...about, event: ['AAA*N**AA*C'] }),
  reviewResponse({ ...about, event: ['HCR*A6*AUTH1'], services }, { marks: '|^>~', end: '\r\n' }),
  acknowledging('IK5*A', 'AK9*A*1*1*1'),
  acknowledging('IK3*NM1*9*2010C*8', 'CTX*SITUATIONAL TRIGGER*NM1*9', 'IK4*9*67*7*X', 'IK5*R*5', 'AK9*R*1*1*0'),
  `${start}TA1*${PLACES.control}*990301*0930*R*025~IEA*0*000000007~`,
  `${start}TA1*${PLACES.control}*990301*0930*A*000~IEA*0*000000007~`,
];

/** Answers to the eligibility inquiry of the tests. */
export const ELIGIBILITY_ANSWERS: readonly string[] = [
  eligibilityResponse(MEDICARE_WITH_PLAN),
  eligibilityResponse([
    'EB*1**30',
    'EB*B**73****25',
    'EB*C*IND*30***23*500',
    'EB*C*IND*30***29*100',
    'EB*A**73*****.2',
  ]),
  eligibilityResponse(['EB*6**30', 'DTP*346*D8*20260101']),
  eligibilityResponse([], { provider: ['NM1*1P*2*PRACTICE*****XX*2000000028', 'AAA*N**41*N'] }),
];
