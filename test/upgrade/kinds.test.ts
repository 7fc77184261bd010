import { expect, test } from 'vitest';
import { STATES } from '../../shared/core/model/determination.ts';
import { type Row, readFixture, readRows } from '../support/release-fixture.ts';

const rows = await readRows();

/** Capital words in the keys of a row: which list of the table it stands in, and as what. */
const kindOf = ({ pk, sk }: Row): string => {
  const wordsOf = (key = '') => key.split('#').filter((part) => /^[A-Z]{3,}$/.test(part));
  const [list = ''] = wordsOf(pk?.S);
  if (list === 'AUDIT') return sk?.S?.includes('#') ? 'AUDIT patient' : 'AUDIT access';
  const [as] = sk?.S?.startsWith('T#') ? [] : wordsOf(sk?.S);
  return as === undefined || as === list ? list : `${list} ${as}`;
};
const countsOf = (names: readonly (string | undefined)[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const name of names) if (name !== undefined) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
};

test('every kind of item that the release writes is there', async () => {
  const [kinds] = await readFixture('kinds.json');
  expect(countsOf(rows.map(kindOf))).toEqual(kinds);
});

test('orders of every state, promises and messages of every kind', () => {
  expect(new Set(rows.map(({ record }) => record?.M?.state?.S))).toEqual(new Set([undefined, ...STATES]));
  const intents = rows.map(({ intent }) => intent?.M && `${intent.M.kind?.S} tried ${intent.M.attempts?.N}`);
  expect(countsOf(intents)).toEqual({
    'assessed tried 0': 5,
    'assessed tried 3': 3,
    'head-changed tried 0': 1,
    'write-back tried 0': 1,
    'write-back tried 1': 2,
  });
  const messages = rows.map(
    ({ id, messageState }) => messageState && `${/^[a-z]+(?=-)/.exec(id?.S ?? '') ?? 'order'} ${messageState.S}`,
  );
  expect(countsOf(messages)).toEqual({
    'hook waiting': 1,
    'order dead': 2,
    'order done': 11,
    'order waiting': 4,
    'visit done': 29,
    'visit waiting': 1,
  });
});
