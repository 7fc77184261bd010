import { expect, it } from 'vitest';
import { answerOf } from '../support/cases.ts';

const chestPain = { diagnoses: ['R07.9'], facts: { chestPain: 'possible-cardiac', exertionalDyspnea: false } };
const says = (given: Parameters<typeof answerOf>[0]) => answerOf(given).disposition;

it('the sentence to read out says why, not twice whether authorization is needed', () => {
  const blocked = { ...chestPain, facts: { ...chestPain.facts, ecgReadable: false, canExercise: true } };
  expect(
    says({ payer: 'uhc-commercial', state: 'OH', product: 'choice-plus', place: '11', lines: ['93351'], ...blocked }),
  ).toBe(
    'Authorization is needed, and the criteria are likely met: submit the request. Symptoms, and the resting ECG cannot be read during exercise: imaging is supported.',
  );
});

it('open questions do not blur a go-ahead', () => {
  const bare = { payer: 'original-medicare', state: 'FL', place: '11', lines: ['93015'] };
  expect(says({ ...bare, diagnoses: ['R07.9'] })).toBe('No authorization is needed: go ahead.');
});

it('where authorization is needed and no criteria are held it says why a reviewer is asked', () => {
  const accepted = { diagnoses: ['R07.9'], facts: { compensableInjury: true } };
  expect(says({ payer: 'tx-workers-comp', state: 'TX', place: '11', lines: ['78452'], ...accepted })).toBe(
    'A reviewer must look at this order. No criteria of this payer are held: a reviewer decides.',
  );
});
