import { describe, expect, test } from 'vitest';
import type { ItemResponse } from '../../shared/core/submission/payer-response.ts';
import { readEligibility } from '../../shared/x12/map/eligibility/read-eligibility.ts';
import { readPayerAnswer } from '../../shared/x12/map/read-payer-answer.ts';
import { ASKED, eligibilityResponse } from '../support/x12/eligibility.ts';
import { reviewContent } from '../support/x12/review-content.ts';
import { type ReviewSaid, reviewResponse } from '../support/x12/review-responses.ts';

/** A yes that takes itself back, in one answer or in two. */
const content = reviewContent();
const ask = (text: string, usage: 'T' | 'P' = 'P') => readPayerAnswer(text, { content, messageId: 'message-1', usage });
const itemsOf = (said: ReviewSaid): readonly ItemResponse[] => {
  const response = ask(reviewResponse(said, { usage: 'P' }), 'P');
  return response.is === 'answered' ? response.items : [];
};
const SERVICE = 'SV1*HC:78452**UN*1';

test('the answer these are made from is a yes', () => {
  expect(itemsOf({ event: ['HCR*A1*AUTH1'] })).toMatchObject([{ action: 'certified', number: 'AUTH1' }]);
});

describe('no decision', () => {
  test.each<[string, ReviewSaid]>([
    ['A1 and A3 of the event', { event: ['HCR*A1*AUTH1', 'HCR*A3'] }],
    ['A1 with two numbers', { event: ['HCR*A1*AUTH1', 'HCR*A1*AUTH2'] }],
    ['A1 and A3 of a service', { event: ['HCR*A1*AUTH1'], services: [['HCR*A1*AUTH1', 'HCR*A3', SERVICE]] }],
    ['A1 of an event that was not taken up', { event: ['AAA*N**15*C', 'HCR*A1*AUTH1'] }],
    ['A1 of a service that was not taken up', { services: [['AAA*N**15*C', 'HCR*A1*AUTH1', SERVICE]] }],
    ['NA of a service that was not taken up', { services: [['AAA*N**15*C', 'HCR*NA', SERVICE]] }],
    [
      'A1 of a member that was not found',
      { member: ['NM1*IL*1*MARKED*PATIENT****MI*M-77001', 'AAA*N**75*C'], event: ['HCR*A1*AUTH1'] },
    ],
    [
      'A1 of a payer that cannot answer',
      { top: ['AAA*Y**42*R', 'NM1*X3*2*PLAN*****PI*EX001'], services: [['HCR*A1*AUTH1', SERVICE]] },
    ],
  ])('%s', (_name, said) => {
    expect(itemsOf(said)).toEqual([]);
  });

  test('a no stands beside what was not taken up', () => {
    expect(itemsOf({ event: ['AAA*N**15*C', 'HCR*A3'] })).toMatchObject([{ action: 'denied' }]);
  });
});

test.each([
  ['a last day there is none of', ['DTP*007*RD8*20990305-20990231']],
  ['a range that calls itself one day', ['DTP*007*D8*20990305-20990603']],
  ['a range the wrong way round', ['DTP*007*RD8*20990603-20990305']],
  ['an end there is none of', ['DTP*007*D8*20990305', 'DTP*036*D8*20991399']],
])('days certified that cannot be read: %s', (_name, lines) => {
  expect(itemsOf({ event: ['HCR*A1*AUTH1', ...lines] })[0]?.isWindowUnclear).toBe(true);
  const services = [['HCR*A1*AUTH1', SERVICE]];
  expect(itemsOf({ event: ['HCR*A1*AUTH1', ...lines], services })[0]?.isWindowUnclear).toBe(true);
  const own = [['HCR*A1*AUTH1', 'DTP*007*RD8*20990305-20990603', SERVICE]];
  expect(itemsOf({ event: ['HCR*A1*AUTH1', ...lines], services: own })[0]?.isWindowUnclear).toBeUndefined();
});

test('no units and half a unit are read as they stand', () => {
  expect(itemsOf({ event: ['HCR*A1*AUTH1', 'HSD*VS*0'] })[0]?.units).toBe(0);
  expect(itemsOf({ event: ['HCR*A1*AUTH1', 'HSD*VS*0.5'] })[0]?.units).toBe(0.5);
});

test('a modifier of the service is told', () => {
  expect(itemsOf({ services: [['HCR*A1*AUTH1', 'SV1*HC:78452:26**UN*1']] })[0]?.modifiers).toEqual(['26']);
});

test('somebody else with the member’s number and family name', () => {
  const member = ['NM1*IL*1*MARKED*SOMEBODY****MI*M-77001', 'DMG*D8*19990101*F'];
  expect(ask(reviewResponse({ member, event: ['HCR*A1*AUTH1'] }, { usage: 'P' }))).toEqual({
    is: 'silent',
    why: 'other-member',
  });
});

test('two answers that differ; the same one twice', () => {
  const yes = reviewResponse({ event: ['HCR*A1*AUTH1'] }, { usage: 'P' });
  const no = reviewResponse({ event: ['HCR*A3'] }, { usage: 'P' });
  expect(ask(yes + no)).toEqual({ is: 'silent', why: 'answered-twice' });
  expect(ask(yes + yes).is).toBe('answered');
});

test('an answer marked as a test is none to a request in production', () => {
  const text = reviewResponse({ event: ['HCR*A1*AUTH1'] }, { usage: 'T' });
  expect(ask(text)).toEqual({ is: 'silent', why: 'test-answer' });
  expect(ask(text, 'T').is).toBe('answered');
});

test('the same of an eligibility response', () => {
  const asked = { ...ASKED, usage: 'P' as const };
  const active = eligibilityResponse(['EB*1**30'], {}, { usage: 'P' });
  const ended = eligibilityResponse(['EB*6**30'], {}, { usage: 'P' });
  expect(readEligibility(active, asked).is).toBe('answered');
  expect(readEligibility(active + ended, asked)).toEqual({ is: 'silent', why: 'answered-twice' });
  expect(readEligibility(eligibilityResponse(['EB*1**30']), asked)).toEqual({ is: 'silent', why: 'test-answer' });
});
