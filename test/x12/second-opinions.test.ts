import { Readable } from 'node:stream';
import { X12Parser } from 'node-x12';
import { describe, expect, test } from 'vitest';
import { X12parser } from 'x12-parser';
import { writeEligibilityInquiry } from '../../shared/x12/map/eligibility/write-eligibility-inquiry.ts';
import type { ReviewToWrite } from '../../shared/x12/map/review/review-to-write.ts';
import { writeReviewRequest } from '../../shared/x12/map/review/write-review-request.ts';
import { readX12 } from '../../shared/x12/syntax/read-x12.ts';
import { componentsOf, occurrences, wholeText } from '../../shared/x12/syntax/x12-segment.ts';
import { ASKED, eligibilityResponse, MEDICARE_WITH_PLAN } from '../support/x12/eligibility.ts';
import { reviewContent, reviewItem } from '../support/x12/review-content.ts';
import { reviewResponse } from '../support/x12/review-responses.ts';

const parties = {
  at: '2099-03-01T09:30:00.000Z',
  sender: { qualifier: 'ZZ', id: 'PRACTICE1' },
  receiver: { qualifier: '30', id: 'CLEARING' },
  usage: 'T',
} as const;
const review = (what: ReviewToWrite['what'], changes: Parameters<typeof reviewContent>[0] = {}): string => {
  const toWrite = {
    ...parties,
    what,
    content: reviewContent(changes),
    messageId: `message-${what}`,
    submitterId: 'SUB1',
  };
  const written = writeReviewRequest({ ...toWrite, reference: 'FILE1' });
  if (!written.ok) throw new Error(written.missing.join());
  return written.text;
};
const { member } = reviewContent();
const MESSAGES: Readonly<Record<string, string>> = {
  submit: review('submit'),
  'several services': review('submit', {
    items: [
      reviewItem(1, '78452', { modifiers: ['26', '59'] }),
      reviewItem(2, '93015'),
      reviewItem(3, 'A9500', { units: 2 }),
    ],
    isExpedited: true,
    note: 'Patient cannot walk: asks for *vasodilator* ~ stress^',
  }),
  'a child of the subscriber': review('submit', { member: { ...member, relationship: 'child' } }),
  update: review('update', { earlierNumber: 'AUTH1' }),
  cancel: review('cancel', { earlierNumber: 'AUTH1' }),
  inquire: review('inquire'),
  eligibility: writeEligibilityInquiry({
    ...parties,
    ...ASKED,
    payer: { name: 'Example Health Plan', id: 'EX001' },
    provider: { name: { organization: 'Heart Practice' }, npi: '2000000028' },
    codes: ['78452', '93015'],
  }),
  // What the stand-ins answer with has to be X12 for others as well.
  'a review response': reviewResponse({ event: ['HCR*A1*X'], services: [['HCR*A3', 'SV1*HC:78452']] }),
  'an eligibility response': eligibilityResponse(MEDICARE_WITH_PLAN),
};

/** As this service reads them: name of each segment of the set, and its elements whole. */
const asRead = (text: string) => {
  const read = readX12(text);
  if (!read.ok) throw new Error(JSON.stringify(read.fault));
  return read.interchanges.flatMap(({ groups }) =>
    groups.flatMap(({ sets }) => sets.flatMap(({ segments }) => segments)),
  );
};

describe.each(Object.entries(MESSAGES))('%s', (_, text) => {
  test('node-x12, strict, finds the same segments and values', () => {
    const interchange = new X12Parser(true).parse(text);
    if (!('functionalGroups' in interchange)) throw new Error('several interchanges');
    const [transaction] = interchange.functionalGroups[0]!.transactions;
    const theirs = transaction!.segments.map(({ tag, elements }) => [tag, ...elements.map(({ value }) => value ?? '')]);
    expect(theirs).toEqual(asRead(text).map(({ tag, elements }) => [tag, ...elements]));
  });

  test('x12-parser finds the same segments, components and occurrences', async () => {
    const found: Record<string, unknown>[] = [];
    for await (const segment of Readable.from([Buffer.from(text)]).pipe(new X12parser())) found.push(segment);
    const envelope = ['ISA', 'GS', 'ST', 'SE', 'GE', 'IEA'];
    const theirs = found.filter(({ name }) => !envelope.includes(String(name)));
    const ours = asRead(text);
    expect(theirs.map(({ name }) => name)).toEqual(ours.map(({ tag }) => tag));
    for (const [index, segment] of ours.entries()) {
      const values = Object.entries(theirs[index]!)
        .filter(([key]) => key !== 'name')
        .toSorted(([one], [other]) => placeOf(one) - placeOf(other));
      const own = segment.elements.flatMap((__, at) =>
        occurrences(segment, at + 1).flatMap((one) => componentsOf(segment, one)),
      );
      expect(
        values
          .flatMap(([, value]) => [value].flat())
          .flatMap(leaves)
          .filter(Boolean),
        wholeText(segment, 1),
      ).toEqual(own.filter(Boolean));
    }
  });
});

/** `3-2` is component 2 of element 3. */
const placeOf = (key: string): number => {
  const [element = 0, component = 1] = key.split('-').map(Number);
  return element * 100 + component;
};

/** Values of an element however it nests them, in order. */
const leaves = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return value.split(/[\^]/);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [];
};

test('the other parser would find a wrong count', () => {
  const wrong = MESSAGES.submit!.replace(/SE\*\d+/, 'SE*99');
  expect(() => new X12Parser(true).parse(wrong)).toThrow();
});
