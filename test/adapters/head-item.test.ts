import { describe, expect, test } from 'vitest';
import { makeDigest } from '../../shared/adapters/digest.ts';
import { headItem, readHead } from '../../shared/adapters/dynamodb/records/head-item.ts';
import { STATES } from '../../shared/core/model/determination.ts';
import { record } from '../support/record-samples.ts';

const digest = makeDigest('a secret of the tests');

describe('a head in the table', () => {
  test.each(STATES)('%s is stored and read back unchanged', (state) => {
    const head = record(digest, { state });
    const item = headItem(head);
    expect(item).toMatchObject({ headVersion: head.version });
    expect(readHead(item)).toEqual(head);
  });
  test.each(STATES)('%s as releases before stored it is read as it is', (state) => {
    const head = record(digest, { state });
    const { bytes: _now, ...item } = headItem(head);
    expect(readHead({ ...item, record: head })).toEqual(head);
  });
  test.each([
    ['submitted', { approvals: [] }],
    ['denied', { approvals: [] }],
    ['approved', { approval: undefined }],
    ['expired', { window: { start: '2026-05-01' } }],
  ] as const)('%s without what it cannot be without is refused, nothing of it said', (state, lost) => {
    const head = record(digest, { state, patient: 'Patient/marked' });
    const read = () => readHead(headItem({ ...head, ...lost } as never));
    expect(read).toThrow(`The table holds a head that cannot be read: ${state} without its decision`);
    expect(read).not.toThrow('marked');
  });
});
