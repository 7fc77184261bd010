import { describe, expect, test } from 'vitest';
import { readPayerAnswer } from '../../shared/x12/map/read-payer-answer.ts';
import { controlNumber } from '../../shared/x12/syntax/control-number.ts';
import { reviewContent } from '../support/x12/review-content.ts';
import { reviewLines, reviewResponse } from '../support/x12/review-responses.ts';
import { interchangeOf } from '../support/x12/writing.ts';

const CONTROL = controlNumber('message-1');
const asked = { content: reviewContent(), messageId: 'message-1' };
const read = (text: string) => readPayerAnswer(text, asked);
const acknowledge = (lines: readonly string[], control = CONTROL) =>
  read(interchangeOf('999', [`AK1*HI*${Number(control)}*005010X217`, ...lines]));
const ta1 = (status: string, control = CONTROL) =>
  `${interchangeOf('999', []).slice(0, 106)}TA1*${control}*990301*0930*${status}*025~IEA*0*000000007~`;

describe('what is not taken up at all', () => {
  const TOP = ['NM1*X3*2*PLAN*****PI*EX001'];
  test.each([
    ['2000A', { top: ['AAA*N**42*R', ...TOP] }, { code: '42', followUp: 'resend' }],
    ['2010A', { top: [...TOP, 'AAA*N**79*C'] }, { code: '79', followUp: 'correct' }],
    [
      '2010C',
      { member: ['NM1*IL*1*MARKED*PATIENT****MI*M-77001', 'AAA*N**75*C'] },
      { code: '75', followUp: 'correct' },
    ],
    ['2000E', { event: ['AAA*N**52*N'] }, { code: '52', followUp: 'stop' }],
    ['2010E', { eventNames: ['NM1*SJ*1*READER', 'AAA*N**51*S', 'AAA*N**43*C'] }, { code: '51', followUp: 'stop' }],
    ['2000F', { services: [['AAA*N**15*C', 'SV1*HC:78452']] }, { code: '15', followUp: 'correct' }],
    ['2010F', { services: [['SV1*HC:78452', 'NM1*SJ*1*READER', 'AAA*N**44*P']] }, { code: '44', followUp: 'resend' }],
  ])('AAA in loop %s has its place, its words and what to do', (loop, said, expected) => {
    const response = read(reviewResponse(said));
    if (response.is !== 'rejected') throw new Error(JSON.stringify(response));
    const [rejection] = response.rejections;
    expect(rejection).toMatchObject({ ...expected, at: `loop ${loop}, AAA` });
    expect(rejection?.says).toMatch(/^[A-Z].*\. (Correct|Send|Do not|It may)/);
  });

  test('the payer keeps it and answers later: it has it', () => {
    expect(read(reviewResponse({ event: ['AAA*Y**42*Y', 'REF*NT*FILE1'] }))).toEqual({
      is: 'acknowledged',
      reference: 'FILE1',
    });
    expect(read(reviewResponse({ event: ['AAA*Y**42*Y', 'AAA*N**15*C'] })).is).toBe('rejected');
  });

  test('a code that is not known, and no follow-up: a person has to look', () => {
    expect(read(reviewResponse({ event: ['AAA*N**ZZ'] }))).toMatchObject({
      is: 'rejected',
      rejections: [
        { code: 'ZZ', followUp: 'correct', says: 'Reason ZZ of X12 code list 901. Check it before it is sent again.' },
      ],
    });
  });
});

describe('acknowledgments', () => {
  test.each([
    ['accepted', ['AK2*278*0001*005010X217', 'IK5*A', 'AK9*A*1*1*1']],
    ['accepted with errors', ['AK2*278*0001*005010X217', 'IK3*N3*9**8', 'IK4*1**5', 'IK5*E*5', 'AK9*E*1*1*1']],
    ['accepted, the group alone is named', ['AK9*A*1*1*1']],
  ])('999 %s: it has the message, and has said nothing of the request', (_, lines) => {
    expect(acknowledge(lines)).toEqual({ is: 'acknowledged' });
  });

  test('999 rejected: each place is named, and what stood there is not', () => {
    const response = acknowledge([
      'AK2*278*0001*005010X217',
      'IK3*NM1*12*2010C*8',
      'CTX*SITUATIONAL TRIGGER',
      'IK4*9*67*7*MARKEDVALUE',
      'IK4*4:2*1036*1',
      'IK3*UM*17*2000E*I6',
      'IK5*R*5',
      'AK9*R*1*1*0',
    ]);
    expect(response).toEqual({
      is: 'rejected',
      rejections: [
        {
          code: '7',
          followUp: 'correct',
          says: 'The message was not accepted: element 9 of NM1 in loop 2010C has a code that is not one of its list.',
          at: 'loop 2010C, NM1 (segment 12), element 9',
        },
        {
          code: '1',
          followUp: 'correct',
          says: 'The message was not accepted: element 4, component 2 of NM1 in loop 2010C is missing.',
          at: 'loop 2010C, NM1 (segment 12), element 4, component 2',
        },
        {
          code: 'I6',
          followUp: 'correct',
          says: 'The message was not accepted: UM in loop 2000E is missing.',
          at: 'loop 2000E, UM (segment 17)',
        },
      ],
    });
  });

  test.each([
    ['no place', ['AK2*278*0001*005010X217', 'IK5*R*5', 'AK9*R*1*1*0']],
    ['the group alone', ['AK9*R*1*1*0*5']],
  ])('999 rejected, %s', (_, lines) => {
    expect(acknowledge(lines)).toMatchObject({ is: 'rejected', rejections: [{ code: '5', followUp: 'correct' }] });
  });

  test('of several sets the one with our number counts', () => {
    const lines = [
      'AK2*278*0007*005010X217',
      'IK3*UM*3**3',
      'IK5*R*5',
      'AK2*278*0001*005010X217',
      'IK5*A',
      'AK9*P*2*2*1',
    ];
    expect(acknowledge(lines)).toEqual({ is: 'acknowledged' });
  });

  test.each([
    ['A', 'acknowledged'],
    ['E', 'acknowledged'],
    ['R', 'rejected'],
  ])('TA1 %s', (status, is) => {
    expect(read(ta1(status))).toMatchObject({ is });
  });

  test('of another message: nobody has said anything of ours', () => {
    const silent = { is: 'silent', why: 'other-message' };
    expect(acknowledge(['AK9*R*1*1*0'], '000000001')).toEqual(silent);
    expect(acknowledge(['AK9*A*1*1*1'], '000000001')).toEqual(silent);
    expect(read(ta1('R', '000000001'))).toEqual(silent);
    expect(read(ta1('A', '000000001'))).toEqual(silent);
    expect(read(interchangeOf('271', ['BHT*0022*11*A*20990301*0931']))).toEqual(silent);
  });

  test('beside a response the response counts', () => {
    const nine = interchangeOf('999', [`AK1*HI*${Number(CONTROL)}`, 'AK9*R*1*1*0']);
    expect(read(nine + reviewResponse({ event: ['HCR*A1*X'] })).is).toBe('answered');
    expect(read(reviewResponse({ event: ['HCR*A1*X'] }) + nine).is).toBe('answered');
  });

  test('text that cannot be read is silence, with the kind of fault and its place', () => {
    const whole = interchangeOf('278', reviewLines({ event: ['HCR*A1*AUTH1'] }));
    const cut = read(whole.slice(0, whole.indexOf('AUTH1') + 3));
    expect(cut).toEqual({ is: 'silent', why: 'unreadable: truncated at segment 14' });
    expect(read('<html></html>')).toEqual({ is: 'silent', why: 'unreadable: not-x12 at segment 1' });
  });
});
