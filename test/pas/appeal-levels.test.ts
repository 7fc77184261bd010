import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { UtilizationReview } from '../../shared/app/ports/reviews.ts';
import { appealLevel, isAppealable } from '../../shared/core/authorization/review-recourse.ts';
import { readTenant } from '../../shared/handlers/admin/read-tenant.ts';
import { NOW, TENANT } from '../support/endpoint-harness.ts';
import type { Part } from '../support/endpoint-messages.ts';
import { appealMessage, pasItem, pasRequest, reviewMessage, signMessage } from '../support/pas-messages.ts';
import { actionsOf, openPayerDesk, responseOf } from '../support/payer-desk.ts';

/** Reviewers, each with a token of their own. */
const NPIS = {
  ann: '2000000028',
  ben: '2000000036',
  cora: '2000000044',
  dov: '2000000051',
  eve: '2000000069',
} as const;
type Name = keyof typeof NPIS;
const FIRST = { withinDays: 60, decideWithinDays: 30 };
const SECOND = { withinDays: 20, decideWithinDays: 10 };
const NO_FURTHER = 'No further internal appeal is recorded here.';
const ONE_MORE = 'The payer has a second level of appeal.';

let traces = 0;
const openDesk = async (more: Partial<UtilizationReview>) => {
  const desk = await openPayerDesk({ reviews: { adoptedPacks: ['own'], ...more } });
  const as = async (name: Name, id: string, operation: string, body: Part) => {
    const { token } = await desk.ports.tokens.issue({ tenant: TENANT.id, client: name, scopes: ['reviews.write'] });
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' };
    return desk.ways.direct({ method: 'POST', path: `/r4/Claim/${id}/$${operation}`, headers, body });
  };
  const npi = (name: Name) => ({ reviewerNpi: { valueString: NPIS[name] } });
  return {
    ...desk,
    pended: async (items = [pasItem(1)]): Promise<string> => {
      traces += 1;
      return responseOf((await desk.submit(pasRequest({ trace: `level-${traces}`, items }))).body).id;
    },
    decide: (name: Name, id: string, decision = 'A3', given: Part = {}, license = name) =>
      as(name, id, 'review', reviewMessage({ decision: { valueCode: decision }, ...npi(license), ...given })),
    sign: (name: Name, id: string, license = name) => as(name, id, 'confirm', signMessage(npi(license))),
    appeal: (id: string, given: Part = {}) =>
      desk.act(id, 'appeal', appealMessage({ text: { valueString: `Why, ${++traces}.` }, ...given }), 'ehr'),
    onFile: (id: string) => desk.ports.reviews.get(TENANT.id, id),
    caseOf: async (id: string): Promise<Part> =>
      (await desk.call('reviewer', `/r4/Claim/${id}/$case`, undefined, 'GET')).body,
  };
};
const parts = (body: Part, name: string): readonly Part[] => body.parameter.filter((one: Part) => one.name === name);
const notesOf = (body: Part): string => (responseOf(body).processNote ?? []).map(({ text }: Part) => text).join('\n');
const ok = async (done: Promise<Part>): Promise<Part> => {
  const { status, body } = await done;
  expect([status, status === 200 ? '' : JSON.stringify(body)]).toEqual([200, '']);
  return body;
};
const refused = async (done: Promise<Part>, status: number, says: string): Promise<void> => {
  const { status: got, body } = await done;
  expect([got, JSON.stringify(body)]).toEqual([status, expect.stringContaining(says)]);
};

describe('two levels', () => {
  let desk: Awaited<ReturnType<typeof openDesk>>;
  beforeAll(async () => {
    desk = await openDesk({ appeals: { ...FIRST, levels: 2, second: SECOND } });
  });
  afterAll(() => desk.close());
  /** Refused by Ann, upheld on appeal by Ben. */
  const upheld = async (...given: Parameters<typeof desk.pended>): Promise<string> => {
    const id = await desk.pended(...given);
    await ok(desk.decide('ann', id));
    await ok(desk.appeal(id));
    expect(notesOf(await ok(desk.decide('ben', id)))).toContain(ONE_MORE);
    return id;
  };

  test('the second is by its own windows, decided by somebody who took no part, and the last', async () => {
    const id = await upheld();
    expect(parts(await desk.caseOf(id), 'appealUntil')[0]?.valueDate).toBe('2026-06-21');
    const filed = await ok(desk.appeal(id));
    expect(notesOf(filed)).toMatch(/A second-level appeal is being reviewed.*due 2026-06-11/);
    const [appeal] = parts(await desk.caseOf(id), 'appeal');
    expect(appeal?.part).toContainEqual({ name: 'level', valuePositiveInt: 2 });
    for (const name of ['ann', 'ben'] as const) await refused(desk.decide(name, id), 403, 'took no part');
    // Neither by the license of one who did, nor by the token of one.
    await refused(desk.decide('cora', id, 'A1', {}, 'ann'), 403, 'took no part');
    await refused(desk.decide('ann', id, 'A1', {}, 'cora'), 403, 'took no part');
    const done = await ok(desk.decide('cora', id));
    expect(actionsOf(done)).toEqual({ 1: 'A3' });
    expect(notesOf(done)).toMatch(/second level of appeal, by a reviewer who took no part/);
    expect(notesOf(done)).toContain(NO_FURTHER);
    expect(notesOf(done)).toContain('An external review, where there is one, is the payer’s and is not decided here.');
    expect(notesOf(done)).not.toContain(ONE_MORE);
    await refused(desk.appeal(id), 409, 'no further internal appeal');
    const found = await desk.caseOf(id);
    expect(parts(found, 'appealable')).toEqual([]);
    const told = parts(found, 'event').map(({ part }) => [
      part.find(({ name }: Part) => name === 'what').valueCode,
      part.find(({ name }: Part) => name === 'level')?.valuePositiveInt,
    ]);
    expect(told).toEqual([
      ['received', undefined],
      ['reviewed', undefined],
      ['appealed', 1],
      ['reviewed', 1],
      ['appealed', 2],
      ['reviewed', 2],
    ]);
  });

  test('overturned on the second, nothing more is said of appeals', async () => {
    const id = await upheld();
    await ok(desk.appeal(id));
    const done = await ok(desk.decide('cora', id, 'A1'));
    expect(actionsOf(done)).toEqual({ 1: 'A1' });
    expect(notesOf(done)).not.toContain(NO_FURTHER);
  });

  test('taken back, the decision of the first level stands and can be appealed again', async () => {
    const id = await upheld();
    await ok(desk.appeal(id));
    await ok(desk.act(id, 'withdraw-appeal', appealMessage(), 'ehr'));
    expect((await desk.onFile(id))?.history.at(-1)).toMatchObject({ kind: 'appeal-withdrawn', level: 2 });
    await refused(desk.decide('cora', id, 'A1'), 409, 'decided or cancelled already');
    await ok(desk.appeal(id));
    await refused(desk.decide('ben', id), 403, 'took no part');
  });

  test('whoever held a conversation took part', async () => {
    const id = await upheld();
    await ok(desk.act(id, 'peer-to-peer', appealMessage(), 'ehr'));
    const outcome = { outcome: { valueCode: 'unchanged' }, text: { valueString: 'We talked.' } };
    const held = signMessage({ ...outcome, reviewerNpi: { valueString: NPIS.dov } });
    await ok(desk.act(id, 'peer-to-peer', held, 'reviewer'));
    await ok(desk.appeal(id));
    await refused(desk.decide('dov', id), 403, 'took no part');
    await ok(desk.decide('cora', id));
  });

  test('its window ends, and its time to decide', async () => {
    const [id, late] = [await upheld(), await upheld()];
    desk.time.now = '2026-06-21T12:00:00.000Z';
    await ok(desk.appeal(id));
    desk.time.now = '2026-06-22T12:00:00.000Z';
    await refused(desk.appeal(late), 409, 'ended on 2026-06-21');
    desk.time.now = '2026-07-02T12:00:00.000Z';
    await refused(desk.decide('cora', id), 409, 'ended on 2026-07-01');
    await ok(desk.decide('cora', id, 'A1'));
    desk.time.now = NOW;
  });

  test('items at two levels are appealed each at its own', async () => {
    const id = await desk.pended([pasItem(1), pasItem(2, '93350', { servicedDate: '2026-07-20' })]);
    const of = (sequence: number) => ({ item: { valuePositiveInt: sequence } });
    await ok(desk.decide('ann', id));
    await ok(desk.appeal(id, of(1)));
    await ok(desk.decide('ben', id, 'A3', of(1)));
    await refused(desk.appeal(id), 409, 'different levels');
    await ok(desk.appeal(id, of(2)));
    const both = notesOf(await ok(desk.appeal(id, of(1))));
    expect(both).toMatch(/An appeal is being reviewed.*2026-07-01/);
    expect(both).toMatch(/A second-level appeal is being reviewed.*2026-06-11/);
    expect((await desk.onFile(id))?.appeal).toMatchObject({ level: 2, due: '2026-06-11' });
    await refused(desk.act(id, 'withdraw-appeal', appealMessage(), 'ehr'), 409, 'different levels');
    await ok(desk.decide('ben', id, 'A1', of(2)));
    await refused(desk.decide('ben', id, 'A1', of(1)), 403, 'took no part');
    expect((await desk.onFile(id))?.appeal).toMatchObject({ level: 2, sequences: [1] });
  });
});

test('with two signatures nobody who decided or signed before decides or signs the second level', async () => {
  const desk = await openDesk({ secondSignature: true, appeals: { levels: 2 } });
  try {
    const id = await desk.pended();
    await ok(desk.decide('ann', id));
    await ok(desk.sign('ben', id));
    await ok(desk.appeal(id));
    await ok(desk.decide('cora', id));
    await ok(desk.sign('dov', id));
    await ok(desk.appeal(id));
    for (const name of ['ann', 'ben', 'cora', 'dov'] as const)
      await refused(desk.decide(name, id), 403, 'took no part');
    await ok(desk.decide('eve', id));
    for (const name of ['ann', 'ben', 'cora', 'dov', 'eve'] as const)
      await refused(desk.sign(name, id), 403, 'Another reviewer');
    const said = signMessage({ reviewerNpi: { valueString: '2000000077' } });
    const done = await ok(desk.act(id, 'confirm', said, 'second'));
    expect(notesOf(done)).toContain(NO_FURTHER);
  } finally {
    await desk.close();
  }
});

test.each([
  ['one level, as without the setting', FIRST, NO_FURTHER, 409],
  ['of the second level nothing is known: no window, no clock', { ...FIRST, levels: 2 }, ONE_MORE, 200],
] as const)('%s', async (_, appeals, says, status) => {
  const desk = await openDesk({ appeals });
  try {
    const id = await desk.pended();
    await ok(desk.decide('ann', id));
    await ok(desk.appeal(id));
    expect(notesOf(await ok(desk.decide('ben', id)))).toContain(says);
    expect(parts(await desk.caseOf(id), 'appealUntil')).toEqual([]);
    desk.time.now = '2027-06-01T12:00:00.000Z';
    expect((await desk.appeal(id)).status).toBe(status);
    expect((await desk.onFile(id))?.appeal?.due).toBeUndefined();
  } finally {
    await desk.close();
  }
});

test('an appeal decided before levels were kept was of the first; one that was the last stays the last', () => {
  const review = { reviewer: {}, by: 'a', at: NOW, reasons: [], criteria: [], evidence: [], says: '', on: 'appeal' };
  const item = (more: Part): Part => ({ state: { is: 'denied', review: { ...review, ...more } } });
  const able = (more: Part) => [1, 2].map((levels) => isAppealable(item(more) as never, levels as 1 | 2));
  expect(appealLevel(item({}) as never)).toBe(2);
  expect(able({})).toEqual([false, true]);
  expect(able({ level: 1, isLastLevel: true })).toEqual([false, false]);
  expect(able({ level: 2 })).toEqual([false, false]);
  expect(able({ on: undefined })).toEqual([true, true]);
});

test.each([
  [{ levels: 3 }, 'utilizationReview.appeals.levels'],
  [{ levels: 2, second: { withinDays: 0 } }, 'utilizationReview.appeals.second.withinDays'],
  [{ second: { withinDays: 10 } }, 'utilizationReview.appeals.second'],
  [{ levels: 1, second: {} }, 'utilizationReview.appeals.second'],
  [{ levels: 2, third: {} }, 'utilizationReview.appeals.third'],
])('the setting %j is refused by its name', (appeals, expression) => {
  const read = readTenant({ ...TENANT, utilizationReview: { appeals } });
  expect(read.ok ? [] : read.problems.map((one) => one.expression)).toContain(expression);
  expect(readTenant({ ...TENANT, utilizationReview: { appeals: { levels: 2, second: SECOND } } }).ok).toBe(true);
});
