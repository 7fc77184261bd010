import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NOW, TENANT } from '../support/endpoint-harness.ts';
import {
  cancelledItem,
  markedItem,
  pasCancel,
  pasItem,
  pasRequest,
  pasUpdate,
  reviewMessage,
} from '../support/pas-messages.ts';
import { actionsOf, errorsOf, numbersOf, openPayerDesk, type PayerDesk, responseOf } from '../support/payer-desk.ts';

/** On days of their own, where nothing is bundled. */
const ecg = () => pasItem(2, '93015', { servicedDate: '2026-06-22' });
const visit = () => pasItem(3, '99213', { servicedDate: '2026-06-29' });
const MET = { canExercise: { valueBoolean: false }, chestPain: { valueString: 'possible-cardiac' } };

let desk: PayerDesk;
beforeAll(async () => {
  desk = await openPayerDesk();
});
afterAll(() => desk.close());

const begin = async (trace: string, items = [pasItem(1)], answers: object | null = MET) =>
  (await desk.submit(pasRequest({ trace, items, ...(answers ? { answers } : {}) }))).body;

describe('a request over its life', () => {
  test('begun, an item added, one changed and one cancelled, all cancelled: always the items submitted', async () => {
    const [first, second, third] = [pasItem(1), ecg(), visit()];
    const begun = await begin('life-1', [first, second]);
    expect(actionsOf(begun)).toEqual({ 1: 'A1', 2: 'NA' });
    const added = [first, second, markedItem(third, 'added')];
    const { body: more } = await desk.submit(pasUpdate('life-1', { trace: 'life-2', items: added, answers: MET }));
    expect(actionsOf(more)).toEqual({ 1: 'A1', 2: 'NA', 3: 'A4' });
    expect(numbersOf(more)).toEqual(numbersOf(begun));
    const changed = [markedItem({ ...first, servicedDate: '2026-06-20' }, 'changed'), cancelledItem(second), third];
    const { body: other } = await desk.submit(pasUpdate('life-2', { trace: 'life-3', items: changed, answers: MET }));
    expect(actionsOf(other)).toEqual({ 1: 'A1', 2: 'C', 3: 'A4' });
    const earlier = responseOf(other).item[0].extension.find(({ url }: { url: string }) =>
      /extension-authorizationNumber$/.test(url),
    );
    expect(earlier.valueString).toBe(numbersOf(begun)[0]);
    expect(numbersOf(other)[0]).not.toBe(numbersOf(begun)[0]);
    const { body: gone } = await desk.submit(pasCancel('life-3', 'life-4', [first, second, third]));
    expect(actionsOf(gone)).toEqual({ 1: 'C', 2: 'C', 3: 'C' });
    expect(responseOf(gone).preAuthRef).toBeUndefined();
  });

  test('what was missing comes with an update, and the rules decide again', async () => {
    expect(actionsOf(await begin('late-1', [pasItem(1)], null))).toEqual({ 1: 'A4' });
    const { body } = await desk.submit(pasUpdate('late-1', { trace: 'late-2', answers: MET }));
    expect(actionsOf(body)).toEqual({ 1: 'A1' });
  });

  test('an update sent twice is one update', async () => {
    await begin('again-1');
    const update = () =>
      pasUpdate('again-1', { trace: 'again-2', items: [markedItem(pasItem(1, '93350'), 'changed')], answers: MET });
    const { body: once } = await desk.submit(update());
    const { body: twice } = await desk.submit(update());
    expect(twice).toEqual(once);
  });

  test('two updates at once: one after the other, none is lost', async () => {
    await begin('race-1');
    const [a, b] = await Promise.all(
      [2, 3].map((n) =>
        desk.submit(
          pasUpdate('race-1', {
            trace: `race-${n}`,
            items: [pasItem(1), ...(n === 3 ? [markedItem(ecg(), 'added')] : [])],
            answers: MET,
          }),
        ),
      ),
    );
    expect(a?.status).toBe(200);
    expect(b?.status).toBe(200);
    const { body } = await desk.submit(
      pasUpdate('race-1', { trace: 'race-4', items: [pasItem(1), ecg()], answers: MET }),
    );
    expect(Object.keys(actionsOf(body))).toEqual(['1', '2']);
  });
});

test('a request that was changed very often takes no further change', async () => {
  const { id } = responseOf(await begin('often-1', [pasItem(1, '99213')]));
  const request = await desk.ports.reviews.get(TENANT.id, id);
  if (!request) throw new Error('no request');
  const history = Array.from({ length: 100 }, () => ({ at: NOW, by: 'ehr', kind: 'updated' as const }));
  expect(await desk.ports.reviews.commit({ ...request, version: request.version + 1, history })).toBe('written');
  expect((await desk.submit(pasUpdate('often-1', { trace: 'often-2', items: [pasItem(1, '99213')] }))).status).toBe(
    413,
  );
  expect((await desk.review(id, reviewMessage())).status).toBe(413);
});

describe('not taken up', () => {
  const rejected = async (bundle: object, name: 'ehr' | 'stranger' = 'ehr') => {
    const before = (await desk.scan()).filter((one) => /#UM/.test(one));
    const { status, body } = await desk.submit(bundle, name);
    expect((await desk.scan()).filter((one) => /#UM/.test(one))).toEqual(before);
    return [status, responseOf(body).outcome, ...errorsOf(body)];
  };

  test('an update of an unknown claim, or of another sender’s', async () => {
    await begin('mine-1');
    expect(await rejected(pasUpdate('nobody', { trace: 'x-1' }))).toEqual([200, 'error', '33']);
    expect(await rejected(pasUpdate('mine-1', { trace: 'x-2' }), 'stranger')).toEqual([200, 'error', '33']);
  });

  test('a cancellation of nothing, a second one, and an update after it', async () => {
    await begin('gone-1');
    expect(await rejected(pasCancel('nobody', 'x-3'))).toEqual([200, 'error', '33']);
    const { body } = await desk.submit(pasCancel('gone-1', 'gone-2'));
    expect(actionsOf(body)).toEqual({ 1: 'C' });
    expect((await desk.submit(pasCancel('gone-1', 'gone-2'))).body).toEqual(body);
    expect(await rejected(pasCancel('gone-2', 'gone-3'))).toEqual([200, 'error', '33']);
    expect(await rejected(pasUpdate('gone-1', { trace: 'gone-4', answers: MET }))).toEqual([200, 'error', '33']);
  });

  test('an item left out, and a cancelled one asked for again', async () => {
    await begin('left-1', [pasItem(1), ecg()]);
    expect(await rejected(pasUpdate('left-1', { trace: 'left-2' }))).toEqual([200, 'error', '33']);
    await desk.submit(
      pasUpdate('left-1', { trace: 'left-3', items: [pasItem(1), cancelledItem(ecg())], answers: MET }),
    );
    const revived = [pasItem(1), markedItem(ecg(), 'changed')];
    expect(await rejected(pasUpdate('left-3', { trace: 'left-4', items: revived, answers: MET }))).toEqual([
      200,
      'error',
      '33',
    ]);
  });

  test('a refused request takes no update and no cancellation', async () => {
    const begun = await begin('denied-1', [pasItem(1, '99213')]);
    expect((await desk.review(responseOf(begun).id, reviewMessage())).status).toBe(200);
    const changed = [markedItem(pasItem(1, '93351'), 'changed')];
    expect(await rejected(pasUpdate('denied-1', { trace: 'denied-2', items: changed }))).toEqual([200, 'error', '33']);
    expect(await rejected(pasCancel('denied-1', 'denied-3'))).toEqual([200, 'error', '33']);
  });
});
