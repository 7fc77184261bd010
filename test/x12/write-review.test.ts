import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RequestContent } from '../../shared/core/submission/request-content.ts';
import type { ReviewToWrite } from '../../shared/x12/map/review/review-to-write.ts';
import { writeReviewRequest } from '../../shared/x12/map/review/write-review-request.ts';
import { readX12 } from '../../shared/x12/syntax/read-x12.ts';
import { reviewContent, reviewItem } from '../support/x12/review-content.ts';
import { layoutFaults } from '../support/x12/review-layout.ts';

const toWrite = (content: RequestContent, changes: Partial<ReviewToWrite> = {}): ReviewToWrite => ({
  what: 'submit',
  content,
  messageId: 'message-1',
  at: '2099-03-01T09:30:00.000Z',
  submitterId: 'SUB1',
  sender: { qualifier: 'ZZ', id: 'PRACTICE1' },
  receiver: { qualifier: '30', id: 'EXCLEAR' },
  usage: 'T',
  ...changes,
});
const textOf = (content: RequestContent, changes: Partial<ReviewToWrite> = {}): string => {
  const written = writeReviewRequest(toWrite(content, changes));
  if (!written.ok) throw new Error(written.missing.join(', '));
  return written.text;
};
const linesOf = (content: RequestContent, changes: Partial<ReviewToWrite> = {}): readonly string[] =>
  textOf(content, changes).split('~');

describe('a request for review', () => {
  test('as it goes over the wire', () => {
    expect(linesOf(reviewContent()).slice(2, -4)).toEqual([
      'ST*278*0001*005010X217',
      'BHT*0007*13*message-1*20990301*0930',
      'HL*1**20*1',
      'NM1*X3*2*Example Health Plan*****PI*EX001',
      'HL*2*1*21*1',
      'NM1*1P*2*Heart Practice*****XX*2000000028',
      'REF*EI*311234567',
      'N3*2 Side St',
      'N4*Dayton*OH*454021234',
      'PER*IC**TE*9375550100*FX*9375550101',
      'HL*3*2*22*1',
      'NM1*IL*1*Marked*Patient****MI*M-77001',
      'N3*1 Main St*Apt 2',
      'N4*Dayton*OH*45402',
      'DMG*D8*19570402*F',
      'HL*4*3*EV*1',
      'TRN*1*trace-request-1*1311234567',
      'UM*HS*I*73*11:B',
      'DTP*AAH*D8*20990310',
      'HI*ABK:I2510*ABF:R079',
      'PWK*DG*AA*****Resting ECG',
      'MSG*Known coronary disease with new symptoms.',
      'NM1*DK*1*Orderer*Olga****XX*1234567893',
      'NM1*SJ*1*Reader*Rob****XX*1245319599',
      'NM1*QV*2*Heart Group*****XX*1730155512',
      'REF*EI*311234567',
      'NM1*FA*2*Heart Group Dayton*****XX*1730155512',
      'HL*5*4*SS*0',
      'TRN*1*trace-item-1*1311234567',
      'DTP*472*D8*20990310',
      'SV1*HC:78452**UN*1***1:2',
    ]);
  });

  test('several services share one event, and each points to its own diagnoses', () => {
    const items = [
      reviewItem(1, '78452', { days: { start: '2099-03-10', end: '2099-04-10' } }),
      reviewItem(2, '93015', { modifiers: ['26'], units: 2, diagnoses: ['R94.31', 'I25.10'] }),
    ];
    const lines = linesOf(reviewContent({ items, isExpedited: true }));
    expect(lines).toContain('DTP*AAH*RD8*20990310-20990410');
    expect(lines).toContain('HI*ABK:I2510*ABF:R9431*ABF:R079');
    expect(lines).toContain('UM*HS*I*73*11:B**U');
    expect(lines.filter((line) => /^(HL\*[56]|SV1|DTP\*472)/.test(line))).toEqual([
      'HL*5*4*SS*0',
      'DTP*472*RD8*20990310-20990410',
      'SV1*HC:78452**UN*1***1:3',
      'HL*6*4*SS*0',
      'DTP*472*D8*20990310',
      'SV1*HC:93015:26**UN*2***2:1',
    ]);
  });

  test('a child is a dependent under the subscriber, whose number it is', () => {
    const { member } = reviewContent();
    const subscriber = { family: 'Marked', given: 'Parent', birthDate: '1930-01-01' };
    const lines = linesOf(reviewContent({ member: { ...member, relationship: 'child', subscriber } }));
    expect(lines.filter((line) => /^(HL\*[3456]|NM1\*(IL|QC)|INS|DMG)/.test(line))).toEqual([
      'HL*3*2*22*1',
      'NM1*IL*1*Marked*Parent****MI*M-77001',
      'DMG*D8*19300101',
      'HL*4*3*23*1',
      'NM1*QC*1*Marked*Patient',
      'DMG*D8*19570402*F',
      'INS*N*19',
      'HL*5*4*EV*1',
      'HL*6*5*SS*0',
    ]);
  });

  test.each([
    ['update', 'UM*HS*S*73*11:B'],
    ['cancel', 'UM*HS*3*73*11:B'],
  ] as const)('%s names what it changes: the earlier authorization, and the file of the payer', (what, um) => {
    const lines = linesOf(reviewContent({ earlierNumber: 'AUTH1' }), { what, reference: 'FILE9' });
    expect(lines.slice(lines.indexOf(um), lines.indexOf(um) + 3)).toEqual([um, 'REF*BB*AUTH1', 'REF*NT*FILE9']);
  });

  test('the same message written again is the same, byte for byte', () => {
    expect(textOf(reviewContent())).toBe(textOf(reviewContent()));
  });

  test.each([
    ['the member number', { member: { family: 'A' } }],
    ['the family name of the patient', { member: { memberId: 'A1' } }],
    ['an NPI or tax number of who asks', { requester: { name: { organization: 'A' } } }],
    ['a service to ask for', { items: [] }],
    ['a request of at most 50 services', { items: Array.from({ length: 51 }, (_, at) => reviewItem(at + 1, '78452')) }],
  ])('without %s it is not written', (says, changes) => {
    expect(writeReviewRequest(toWrite(reviewContent(changes)))).toEqual({ ok: false, missing: [says] });
  });
});

const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 90 });
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
const anyAddress = fc.record(
  { lines: fc.array(word, { maxLength: 3 }), city: word, state: fc.constantFrom('OH', 'CA'), postalCode: word },
  { requiredKeys: ['lines'] },
);
const anyParty = fc.record(
  {
    name: fc.oneof(fc.record({ organization: word }), fc.record({ family: word, given: word }, { requiredKeys: [] })),
    npi: fc.constant('1234567893'),
    tin: fc.constant('311234567'),
    phone: word,
    fax: word,
    address: anyAddress,
  },
  { requiredKeys: ['npi', 'name'] },
);
const anyContent = fc
  .record({
    parties: fc.array(anyParty, { minLength: 5, maxLength: 5 }),
    words: fc.array(word, { minLength: 6, maxLength: 6 }),
    count: fc.integer({ min: 1, max: 6 }),
    relationship: maybe(fc.constantFrom('self', 'spouse', 'child', 'parent', 'other')),
    note: maybe(fc.string({ unit: 'grapheme', maxLength: 400 })),
  })
  .map(({ parties, words, count, relationship, note }): RequestContent => {
    const [ordering = {}, rendering = {}, group = {}, site = {}, requester = {}] = parties;
    const [family = '', given = '', trace = '', memberId = '', plan = '', document = ''] = words;
    return reviewContent({
      ordering,
      rendering,
      group,
      site,
      requester,
      trace: { value: trace },
      payer: { id: 'a', name: plan, identifiers: [{ value: 'EX001' }] },
      member: { family, given, memberId, birthDate: '1957-04-02', ...(relationship ? { relationship } : {}) },
      documents: [{ name: document, state: 'attached' }],
      items: Array.from({ length: count }, (_, at) =>
        reviewItem(at + 1, '78452', { trace: { value: `${trace}${at}` } }),
      ),
      ...(note === undefined ? {} : { note }),
    });
  });

describe('any content', () => {
  test('is written as the table of loops and segments has it, or not at all', () => {
    fc.assert(
      fc.property(anyContent, (content) => {
        const written = writeReviewRequest(toWrite(content));
        if (!written.ok) return;
        expect(readX12(written.text).ok).toBe(true);
        expect(layoutFaults(written.text)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('the table itself finds what is wrong', () => {
    const text = textOf(reviewContent());
    const breaks: readonly (readonly [string, string])[] = [
      ['UM*HS*I*73*11:B~', ''],
      ['HL*4*3*EV*1', 'HL*4*9*EV*1'],
      ['HL*5*4*SS*0', 'HL*5*4*SS*1'],
      ['DTP*AAH*D8*20990310~', 'DTP*AAH*D8*20990310~DTP*AAH*D8*20990310~'],
      ['DTP*AAH*D8*20990310~HI', 'HI'],
      ['XX*2000000028', 'XX'],
      ['MSG*Known', `MSG*${'x'.repeat(264)}Known`],
      ['NM1*DK', 'NM1*IL'],
      ['PER*IC**TE*9375550100', 'PER*IC**TE*'],
    ];
    const found = breaks.map(([from, to]) => layoutFaults(text.replace(from, to)).length > 0);
    expect(found).toEqual([true, true, true, true, false, true, true, true, true]);
  });
});
