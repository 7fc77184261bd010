import { expect, test } from 'vitest';
import { writeAsked, writePeerOutcome, writeSignature } from '../../client/write/write-review.ts';
import { readAppeal, readAppealWithdrawal, readPeer, readSignature } from '../../shared/fhir/pas/read/read-acts.ts';
import { openItems, reviewerPart } from '../../web/pages/review/decide-draft.ts';

const reviewer = reviewerPart({ npi: ' 2000000028 ', license: 'OH-1', licenseState: 'oh', specialty: '207RC0000X' });
const read = { npi: '2000000028', license: 'OH-1', licenseState: 'OH' };

test('what the desk sends is what the service reads', () => {
  expect(readAppeal(JSON.parse(writeAsked('Why.')))).toEqual({ ok: true, value: { says: 'Why.' } });
  expect(readAppealWithdrawal(JSON.parse(writeAsked('Why.')))).toEqual({ ok: true, value: { says: 'Why.' } });
  expect(readPeer(JSON.parse(writeAsked('Why.')))).toEqual({ ok: true, value: { says: 'Why.' } });
  expect(readPeer(JSON.parse(writePeerOutcome({ ...reviewer, outcome: 'reconsider', says: 'Said.' })))).toMatchObject({
    ok: true,
    value: { outcome: 'reconsider', says: 'Said.', reviewer: read },
  });
  expect(readSignature(JSON.parse(writeSignature({ ...reviewer, outcome: 'confirmed' })))).toMatchObject({
    ok: true,
    value: { outcome: 'confirmed', says: '', reviewer: read },
  });
});

const items = [
  { sequence: 1, codes: ['93351'], state: 'pended', says: [] },
  { sequence: 2, codes: ['78452'], state: 'denied', says: [] },
  { sequence: 3, codes: ['93015'], state: 'modified', says: [] },
] as const;
const proposal = { at: '2026-06-01T15:00:00Z', state: 'denied' } as const;
const asked = { at: '2026-06-01T15:00:00Z', says: 'Why.' };

test.each([
  ['what waits', {}, [1]],
  ['nothing that waits for a signature', { proposals: [{ ...proposal, sequence: 1 }] }, []],
  [
    'an appeal once nothing else waits',
    { proposals: [{ ...proposal, sequence: 1 }], appeal: { ...asked, sequences: [2] } },
    [2],
  ],
  ['what waits before an appeal', { appeal: { ...asked, sequences: [2] } }, [1]],
  ['what a conversation opens', { proposals: [{ ...proposal, sequence: 1 }], reconsider: [3] }, [3]],
])('a decision is about %s', (_, change, expected) => {
  expect(openItems({ items, proposals: [], reconsider: [], ...change })).toEqual(expected);
});
