import { describe, expect, test } from 'vitest';
import type { PayerResponse } from '../../shared/core/submission/payer-response.ts';
import { readPayerAnswer } from '../../shared/x12/map/read-payer-answer.ts';
import { reviewContent } from '../support/x12/review-content.ts';
import { type ReviewSaid, reviewLines, reviewResponse } from '../support/x12/review-responses.ts';
import { interchangeOf } from '../support/x12/writing.ts';

const one = reviewContent();
const read = (said: ReviewSaid, content = one): PayerResponse =>
  readPayerAnswer(reviewResponse(said), { content, messageId: 'message-1' });
const answered = (said: ReviewSaid, content = one) => {
  const response = read(said, content);
  if (response.is !== 'answered') throw new Error(JSON.stringify(response));
  return response;
};

describe('a decision on the event', () => {
  test('A1: number, window, units, issued, performer and place', () => {
    expect(
      answered({
        event: [
          'UM*HS*I*73*11:B',
          'HCR*A1*AUTH0001',
          'DTP*102*D8*20990302',
          'DTP*007*RD8*20990305-20990603',
          'HSD*VS*1',
        ],
        eventNames: [
          'NM1*DK*1*ORDERER*****XX*1234567893',
          'NM1*SJ*1*READER*****XX*1245319599',
          'NM1*FA*2*X*****XX*1730155512',
        ],
      }),
    ).toEqual({
      is: 'answered',
      traces: [one.trace],
      memberId: 'M-77001',
      items: [
        {
          sequence: 1,
          action: 'certified',
          number: 'AUTH0001',
          issued: '2099-03-02',
          window: { start: '2099-03-05', end: '2099-06-03' },
          units: 1,
          performer: '1245319599',
          facility: '1730155512',
          reasons: [],
          needs: [],
        },
      ],
      notes: [],
    });
  });

  test.each([
    ['A1', 'certified'],
    ['A2', 'partly-certified'],
    ['A3', 'denied'],
    ['A4', 'pended'],
    ['A6', 'modified'],
    ['C', 'cancelled'],
    ['CT', 'call-payer'],
    ['NA', 'not-required'],
  ])('HCR01 %s is %s', (code, action) => {
    expect(answered({ event: [`HCR*${code}`] }).items).toMatchObject([{ sequence: 1, action }]);
  });

  test.each(['A3', 'A4', 'C', 'CT', 'NA'])('HCR02 of %s is the number of a file, never an authorization', (code) => {
    const [item] = answered({ event: [`HCR*${code}*N-1`, 'DTP*007*RD8*20990305-20990603'] }).items;
    expect(item).toMatchObject({ caseNumber: 'N-1' });
    expect(item).not.toHaveProperty('number');
    expect(item).not.toHaveProperty('window');
  });

  test.each([
    ['a trace of the payer', 'TRN*1*PAYERTRACE*9EXAMPLE01'],
    ['an earlier number', 'REF*BB*OLD1'],
    ['the number of its file', 'REF*NT*FILE1'],
    ['a reference of another kind', 'REF*G1*OTHER1'],
  ])('%s is no authorization', (_, line) => {
    expect(answered({ event: ['HCR*A1', line] }).items[0]).not.toHaveProperty('number');
  });

  test('references and words are kept', () => {
    const response = answered({
      top: ['NM1*X3*2*PLAN*****PI*EX001', 'PER*IC**TE*8005550100*FX*8005550101'],
      event: ['HCR*A4', 'REF*NT*FILE1', 'REF*BB*OLD1', 'MSG*SENT TO A NURSE: CALL BACK'],
    });
    expect(response).toMatchObject({ reference: 'FILE1' });
    expect(response.items[0]).toMatchObject({ caseNumber: 'FILE1', reasons: [{ says: 'SENT TO A NURSE: CALL BACK' }] });
    expect(response.notes).toEqual([
      'Number of an earlier authorization, not of this one: OLD1.',
      'The payer is reached by phone 8005550100, fax 8005550101.',
    ]);
  });

  test('a refusal has its reasons as codes, and what was said beside them', () => {
    const [item] = answered({ event: ['HCR*A3**25^0F*Y', 'MSG*NOT ENOUGH INFORMATION'] }).items;
    expect(item?.reasons).toEqual([
      { code: '25', says: 'Not considered, because of errors in the request.' },
      { code: '0F' },
      { says: 'NOT ENOUGH INFORMATION' },
      { says: 'A second opinion is required.' },
    ]);
  });

  test('documents asked for: LOINC in HI, reports in PWK, and how to send them', () => {
    const [item] = answered({
      event: ['HCR*A4', 'HI*LOI:18752-6*LOI:11524-6', 'PWK*OB*FX***AC*ATT1*LAST OFFICE NOTE'],
    }).items;
    expect(item?.needs).toEqual([
      { kind: 'document', says: 'The document of LOINC 18752-6.', loinc: '18752-6' },
      { kind: 'document', says: 'The document of LOINC 11524-6.', loinc: '11524-6' },
      { kind: 'document', says: 'LAST OFFICE NOTE, by fax, reference ATT1.' },
    ]);
  });

  test('diagnoses in HI are not documents', () => {
    expect(answered({ event: ['HCR*A4', 'HI*ABK:I2510'] }).items[0]?.needs).toEqual([]);
  });

  test.each([
    [
      'one day from, one until',
      ['DTP*007*D8*20990305', 'DTP*036*D8*20990603'],
      { start: '2099-03-05', end: '2099-06-03' },
    ],
    ['no certified period: the day of the event', ['DTP*AAH*D8*20990310'], { start: '2099-03-10', end: '2099-03-10' }],
    ['an end alone', ['DTP*036*D8*20990603'], { end: '2099-06-03' }],
    ['a day there is none of', ['DTP*007*D8*20990231'], undefined],
    ['a range the wrong way round', ['DTP*007*RD8*20990603-20990305'], undefined],
  ])('window: %s', (_, lines, window) => {
    expect(answered({ event: ['HCR*A1*X', ...lines] }).items[0]?.window).toEqual(window);
  });

  test('an action that is not known is no decision', () => {
    expect(read({ event: ['HCR*A9*X'] })).toEqual({ is: 'silent', why: 'no-decision' });
  });
});

describe('whose response it is', () => {
  test('another trace, another member: named, and not used', () => {
    const event = ['HCR*A1*AUTH1'];
    expect(read({ event, trace: 'trace-of-another' })).toEqual({ is: 'silent', why: 'other-trace' });
    expect(read({ event, trace: '', reference: 'message-2' })).toEqual({ is: 'silent', why: 'other-trace' });
    expect(read({ event, trace: '' }).is).toBe('answered');
    expect(read({ event, trace: 'TRACE-REQUEST-1' }).is).toBe('answered');
    const others = ['NM1*IL*1*OTHER*PERSON****MI*M-88001', 'DMG*D8*19600101*F'];
    expect(read({ event, member: others })).toEqual({ is: 'silent', why: 'other-member' });
    expect(read({ event, member: ['NM1*IL*1******MI*M-88001'] })).toEqual({ is: 'silent', why: 'other-member' });
    const sibling = ['NM1*IL*1*OTHER*PERSON****MI*M-77001', 'DMG*D8*19600101*F'];
    expect(read({ event, member: sibling })).toEqual({ is: 'silent', why: 'other-member' });
  });

  test('a corrected number of the same person is used, and said', () => {
    const response = answered({
      event: ['HCR*A1*X'],
      member: ['NM1*IL*1*MARKED*PAT****MI*M-77009', 'DMG*D8*19570402*F'],
    });
    expect(response.memberId).toBe('M-77009');
    expect(response.notes).toEqual(['The payer has member number M-77009.', 'The payer has the given name PAT.']);
  });

  test('of several events the one with our trace counts, with its services alone', () => {
    const lines = [
      ...reviewLines({
        trace: 'trace-of-another',
        event: ['HCR*A1*WRONG'],
        services: [['HCR*A1*WRONG', 'SV1*HC:78452']],
      }),
      'HL*6*3*EV*1',
      'TRN*2*trace-request-1*1311234567',
      'HL*7*6*SS*0',
      'HCR*A3',
      'SV1*HC:78452',
    ];
    const text = interchangeOf('278', lines);
    const response = readPayerAnswer(text, { content: one, messageId: 'message-1' });
    expect(response).toMatchObject({ is: 'answered', items: [{ sequence: 1, action: 'denied' }] });
  });

  test('a receiver that sends our own request back has decided nothing', () => {
    expect(
      read({ trace: '', event: ['TRN*1*trace-request-1*1311234567', 'UM*HS*I*73*11:B'], services: [['SV1*HC:78452']] }),
    ).toEqual({
      is: 'silent',
      why: 'no-decision',
    });
  });
});
