import { expect, test } from 'vitest';
import { type OrderRecord, StresspassError } from '../../client/index.ts';
import { again } from '../../web/panel/over-service.ts';

const record = (version: number, more: Partial<OrderRecord> = {}): OrderRecord => ({
  id: 'north..o1',
  order: 'o1',
  etag: `W/"${version}"`,
  authorization: 'required',
  advice: 'pa-likely-approve',
  disposition: '',
  bookable: 'not-yet',
  nextStep: 'Submit.',
  numbers: [],
  codes: ['78452'],
  differences: [],
  documents: [],
  clocks: [],
  notes: [],
  history: [],
  updatedAt: `2026-06-01T12:00:0${version}Z`,
  ...more,
});
const entry = (what: string) => ({ at: '2026-06-01T12:00:00Z', what, by: 'sweep', says: '' });
const isOvertaken = (error: unknown): boolean => error instanceof StresspassError && error.status === 412;
const refusal = (status = 412): StresspassError =>
  new StresspassError({ status, problems: [{ code: 'conflict', message: 'The record has changed.' }] });

/** What is sent after the refusal of version 3, with `newer` on file: the versions, and how it ended. */
const after = async (newer: OrderRecord, refusals: number, first = refusal()) => {
  const sent: string[] = [];
  const send = async (etag: string): Promise<string> => {
    sent.push(etag);
    if (sent.length <= refusals) throw refusal();
    return 'done';
  };
  const ended = await again(first, isOvertaken, record(3), async () => newer, send).catch((error: unknown) => error);
  return [sent, ended === 'done' ? 'done' : 'refused'] as const;
};
const OWN = record(5, { history: [entry('visit-checked'), entry('deadline-passed'), entry('decision-recorded')] });

test('the service alone wrote since: sent again on the version it left', async () => {
  expect(await after(OWN, 0)).toEqual([['W/"5"'], 'done']);
});

test('twice at most', async () => {
  expect(await after(OWN, 1)).toEqual([['W/"5"', 'W/"5"'], 'done']);
  expect(await after(OWN, 9)).toEqual([['W/"5"', 'W/"5"'], 'refused']);
});

test.each([
  ['a person wrote in between', { history: [entry('visit-checked'), entry('follow-up-recorded')] }],
  ['it was answered anew', { history: [entry('reassessed'), entry('visit-checked')] }],
  ['what is to be done is another thing', { ...OWN, nextStep: 'Call the payer.' }],
  ['another number is on file', { ...OWN, numbers: [{ value: 'A-1', kind: 'authorization' }] }],
  ['its history does not reach back', { history: [entry('visit-checked')] }],
] as const)('%s: nothing is sent again', async (_, more) => {
  expect(await after(record(5, more), 0)).toEqual([[], 'refused']);
});

test('another refusal is no overtaking', async () => {
  expect(await after(OWN, 0, refusal(409))).toEqual([[], 'refused']);
});
