import { expect, test } from 'vitest';
import type { PayerResponse } from '../../shared/core/submission/payer-response.ts';
import { readEligibility } from '../../shared/x12/map/eligibility/read-eligibility.ts';
import { readPayerAnswer } from '../../shared/x12/map/read-payer-answer.ts';
import { controlNumber } from '../../shared/x12/syntax/control-number.ts';
import { ASKED, eligibilityResponse } from '../support/x12/eligibility.ts';
import { reviewContent } from '../support/x12/review-content.ts';
import { reviewLines, reviewResponse } from '../support/x12/review-responses.ts';
import { interchangeOf } from '../support/x12/writing.ts';

const MANY = 9_000;
const times = (count: number, line: (at: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, at) => line(at));
const read = (text: string): PayerResponse =>
  readPayerAnswer(text, { content: reviewContent(), messageId: 'message-1' });
const group = Number(controlNumber('message-1'));

/** Texts at the bounds of the reader, each of one kind of segment. */
const AT_LIMITS: Readonly<Record<string, () => unknown>> = {
  services: () =>
    read(
      reviewResponse({ event: ['HCR*A1*X'], services: times(MANY / 2, () => 'SV1*HC:78452').map((line) => [line]) }),
    ),
  events: () =>
    read(
      interchangeOf('278', [
        ...reviewLines({ event: ['HCR*A1*X'] }),
        ...times(MANY / 2, (at) => `HL*${at + 9}*3*EV*0`),
        ...times(MANY / 3, (at) => `HL*${at + 99_999}*4*SS*0`),
      ]),
    ),
  words: () => read(reviewResponse({ event: ['HCR*A1*X', ...times(MANY, (at) => `MSG*WORD ${at}`)] })),
  documents: () => read(reviewResponse({ event: ['HCR*A4', ...times(MANY, () => 'PWK*OB*FX')] })),
  rejections: () => read(reviewResponse({ event: times(MANY, () => 'AAA*N**15*C') })),
  names: () => read(reviewResponse({ event: ['HCR*A1*X'], eventNames: times(MANY, () => 'NM1*SJ*1*A') })),
  acknowledgments: () =>
    read(interchangeOf('999', [`AK1*HI*${group}`, 'AK2*278*0001', ...times(MANY, () => 'IK3*NM1*1**8'), 'IK5*R'])),
  benefits: () => readEligibility(eligibilityResponse(times(MANY, () => 'EB*1**30')), ASKED),
  'other payers': () =>
    readEligibility(eligibilityResponse(['EB*1**30', ...times(MANY / 2, () => 'EB*R**30*HN')]), ASKED),
};

test.each(Object.entries(AT_LIMITS))('many %s are read in bounded time, to bounded words', (_, run) => {
  const { user } = process.cpuUsage();
  const said = run();
  expect((process.cpuUsage().user - user) / 1_000).toBeLessThan(1_500);
  const {
    items = [],
    notes = [],
    rejections = [],
  } = said as { items?: object[]; notes?: object[]; rejections?: object[] };
  expect(Math.max(items.length, notes.length, rejections.length)).toBeLessThanOrEqual(200);
  for (const item of items as { reasons: object[]; needs: object[] }[])
    expect(Math.max(item.reasons.length, item.needs.length)).toBeLessThanOrEqual(20);
});

test('words longer than a segment has room for are cut', () => {
  const response = read(reviewResponse({ event: ['HCR*A1*X', `MSG*${'long '.repeat(5_000)}`] }));
  expect(response.is === 'answered' && response.items[0]?.reasons[0]?.says?.length).toBe(300);
});
