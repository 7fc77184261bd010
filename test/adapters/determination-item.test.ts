import { expect, test } from 'vitest';
import { readDetermination, storedBeside } from '../../shared/adapters/dynamodb/records/determination-item.ts';
import type { StoredDetermination } from '../../shared/app/ports/authorization-store.ts';
import type { Assessment } from '../../shared/core/model/assessment.ts';
import { answered, staged } from '../support/record-samples.ts';

const TODAY = '2026-06-01';
const assessment = answered('a1');
const [coverage] = assessment.answer.coverages;
if (!coverage?.determinations[0]) throw new Error('The sample has no determination.');
const { inquiry, answer } = assessment;

/** A determination as `$assess` makes it: of the very objects its answer is made of. */
const shared: StoredDetermination = {
  ...staged().determination,
  question: {
    asked: { door: inquiry.dialect, lines: inquiry.lines, facts: inquiry.facts, patient: {} },
    today: TODAY,
    verdicts: { [TODAY]: coverage.verdict },
    approvals: { o1: [], '': [] },
    versions: answer.versions,
  },
  determination: coverage.determinations[0],
};
const birthDate = inquiry.patient.birthDate;
if (birthDate) Object.assign(shared.question.asked.patient, { birthDate });

const readBack = async (one: StoredDetermination, of: Assessment = assessment, today: string | undefined = TODAY) => {
  const stored = JSON.parse(JSON.stringify(storedBeside(one, of)));
  const kept = JSON.parse(JSON.stringify(of));
  const found = await readDetermination(stored, async () => ({ assessment: kept, ...(today ? { today } : {}) }));
  return { stored, found: JSON.parse(JSON.stringify(found)) };
};
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

test('what it shares with its answer is stored once, and read back whole', async () => {
  const { stored, found } = await readBack(shared);
  expect(Object.keys(stored).sort()).toEqual(['answerId', 'answeredAt', 'approvals', 'asOf', 'dates', 'id', 'index']);
  expect(found).toEqual(plain(shared));
});

test('the coverage on another date is stored with it', async () => {
  const ended = { ...coverage.verdict, inForce: 'no' as const };
  const { question } = shared;
  const one = { ...shared, question: { ...question, verdicts: { ...question.verdicts, '2027-01-15': ended } } };
  const { stored, found } = await readBack(one);
  expect(stored.verdicts).toEqual({ '2027-01-15': plain(ended) });
  expect(found).toEqual(plain(one));
});

test.each<[string, StoredDetermination]>([
  ['of other lines', { ...shared, question: { ...shared.question, asked: { ...shared.question.asked, lines: [] } } }],
  ['of other facts', { ...shared, question: { ...shared.question, asked: { ...shared.question.asked, facts: {} } } }],
  ['of other versions', { ...shared, question: { ...shared.question, versions: { engine: '2', codebook: '2' } } }],
  ['that is not in the answer', { ...shared, determination: { ...shared.determination } }],
])('one %s is stored whole', async (_, one) => {
  const { stored, found } = await readBack(one);
  expect(stored).toEqual(plain(one));
  expect(found).toEqual(plain(one));
});

test('without its answer it is an error that says nothing of it', async () => {
  const stored = plain(storedBeside(shared, assessment));
  await expect(readDetermination(stored, async () => undefined)).rejects.toThrow(
    'The answer of a determination is missing.',
  );
});
