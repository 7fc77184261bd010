import { expect, test } from 'vitest';
import { writeReview } from '../../client/write/write-review.ts';
import { readReview } from '../../shared/fhir/pas/read/read-review.ts';
import { actOf, type DecideDraft, emptyDraft, extensionOf, faultOf } from '../../web/pages/review/decide-draft.ts';
import { itemChanges } from '../../web/pages/review/item-changes.ts';

const items = [
  { sequence: 1, codes: ['93351'], state: 'pended', says: [] },
  { sequence: 2, codes: ['78452'], state: 'certified', says: [], number: 'PA-1' },
  { sequence: 3, codes: ['93015'], state: 'referred', says: [] },
] as const;
const found = { items, proposals: [], reconsider: [] } as const;
const reviewer = { npi: '2000000028', license: 'OH-1', licenseState: 'oh', specialty: '207RC0000X' };
const whole: DecideDraft = {
  ...emptyDraft(found),
  says: 'A test of this year answers the question.',
  criteria: ['A test within 60 days.'],
  evidence: ['Claim/1'],
  codes886: '0F, 0G',
  choice: 'refuse',
};

test('it is about what waits for a decision, and the reason is missed before the decision', () => {
  const empty = emptyDraft(found);
  expect(empty.items).toEqual([1, 3]);
  expect(faultOf(empty, reviewer)).toBe('reason');
  expect(faultOf({ ...empty, choice: 'refuse' }, reviewer)).toBe('reason');
  expect(faultOf({ ...empty, choice: 'certify' }, reviewer)).toBeUndefined();
});

test.each([
  [{ criteria: [] }, 'criteria'],
  [{ evidence: [] }, 'evidence'],
  [{ codes886: ' ' }, 'code886'],
  [{ items: [] }, 'items'],
  [{ choice: '' as const }, 'decision'],
  [{ choice: 'modify' as const }, 'authorized'],
  [{ choice: 'part' as const, units: '1' }, undefined],
] as const)('%j is told as %s', (change, fault) => {
  expect(faultOf({ ...whole, ...change }, reviewer)).toBe(fault);
  expect(faultOf({ ...whole, ...change }, { ...reviewer, license: ' ' })).toBe(
    ['criteria', 'evidence', 'code886', 'items'].includes(fault ?? '') ? fault : 'reviewer',
  );
});

test.each(['certify', 'part', 'modify', 'refuse', 'close'] as const)(
  '%s: what is sent is what the service reads',
  (choice) => {
    const draft = { ...whole, choice, code: '93350', units: '1' };
    const read = readReview(JSON.parse(writeReview(actOf(draft, reviewer))));
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const isLess = choice === 'part' || choice === 'modify';
    expect(read.value).toMatchObject({
      reviewer: { npi: '2000000028', license: 'OH-1', licenseState: 'OH' },
      decision: { certify: 'A1', part: 'A2', modify: 'A6', refuse: 'A3', close: 'A3' }[choice],
      items: [1, 3],
      criteria: ['A test within 60 days.'],
      lacksInformation: choice === 'close',
    });
    expect(read.value.reasons.map(({ coding }) => coding?.[0]?.code)).toEqual(['0F', '0G']);
    expect(read.value.authorized?.code?.code).toBe(isLess ? '93350' : undefined);
  },
);

test('more time is asked for with a reason, and decides nothing', () => {
  const read = readReview(JSON.parse(writeReview(extensionOf('The note is on its way.', reviewer))));
  expect(read).toMatchObject({ ok: true, value: { isExtension: true, says: 'The note is on its way.' } });
});

test('what changed is told item by item, an item that is new as well', () => {
  const after = [{ ...items[0], state: 'denied' as const }, items[1], items[2], { ...items[2], sequence: 4 }];
  expect(itemChanges({ items }, { items: after })).toEqual([
    { sequence: 1, code: '93351', before: 'pended', after: 'denied' },
    { sequence: 4, code: '93015', after: 'referred' },
  ]);
});
