import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NOW, TENANT } from '../support/endpoint-harness.ts';
import { DOCTOR_NPI, pasCancel, pasItem, pasRequest, reviewMessage } from '../support/pas-messages.ts';
import { AUTHORITY, actionsOf, numbersOf, openPayerDesk, type PayerDesk, responseOf } from '../support/payer-desk.ts';

let desk: PayerDesk;
let traces = 0;
beforeAll(async () => {
  desk = await openPayerDesk({ reviews: { adoptedPacks: ['own'], authority: AUTHORITY } });
});
afterAll(() => desk.close());

const pended = async (items = [pasItem(1)]) => {
  traces += 1;
  const { body } = await desk.submit(pasRequest({ trace: `review-${traces}`, items }));
  return { id: responseOf(body).id as string, body };
};
const status = async (id: string, given: object = {}) => (await desk.review(id, reviewMessage(given as never))).status;

describe('an outcome against the request', () => {
  test('refused: reason code, specific reason, criterion, reviewer, and that software took part', async () => {
    const { id } = await pended();
    const { status: code, body } = await desk.review(id, reviewMessage());
    expect([code, actionsOf(body)]).toEqual([200, { 1: 'A3' }]);
    const response = responseOf(body);
    expect(response.outcome).toBe('complete');
    const text = JSON.stringify(response);
    expect(text).toContain('"url":"reasonCode"');
    expect(text).toContain('"url":"wasHumanReviewedFlag","valueBoolean":true');
    expect(text).toContain('2000000028');
    const notes = response.processNote.map(({ text: said }: { text: string }) => said);
    expect(notes).toEqual([
      'A test of this year answers the question.',
      'Criterion: Recent test without new symptoms',
      'Automated rules of the payer read the request first; a licensed reviewer decided.',
    ]);
    expect(response.item[0].noteNumber).toEqual([1, 2, 3]);
  });

  test.each(['reason', 'criterion', 'evidence', 'text', 'reviewerNpi', 'license', 'specialty', 'decision'])(
    'not without %s',
    async (name) => {
      const { id } = await pended();
      expect(await status(id, { [name]: undefined })).toBe(400);
      expect(await status(id)).toBe(200);
    },
  );

  test('less than asked says what is authorized, as detail and as an added item', async () => {
    const { id } = await pended();
    expect(await status(id, { decision: { valueCode: 'A6' } })).toBe(400);
    const code = { valueCoding: { system: 'http://www.ama-assn.org/go/cpt', code: '93350' } };
    const { body } = await desk.review(id, reviewMessage({ decision: { valueCode: 'A6' }, code }));
    expect(actionsOf(body)).toEqual({ 1: 'A6' });
    expect(responseOf(body).addItem[0].productOrService.coding[0].code).toBe('93350');
    expect(numbersOf(body)[0]).toMatch(/^PA-/);
  });

  test('closed for lack of information is a reviewer’s act too', async () => {
    const { id } = await pended();
    const { body } = await desk.review(id, reviewMessage({ lacksInformation: { valueBoolean: true } }));
    expect(actionsOf(body)).toEqual({ 1: 'A3' });
  });

  test('nothing is refused once the time of the clock is over; it can be certified still', async () => {
    const { id, body } = await pended();
    expect(responseOf(body).disposition).toMatch(/Decision due \d{4}-/);
    desk.time.now = '2026-09-01T12:00:00.000Z';
    expect(await status(id)).toBe(409);
    expect(await status(id, { decision: { valueCode: 'A1' } })).toBe(200);
    desk.time.now = NOW;
  });
});

test('the act of a reviewer and what the rules said stay on file, whatever becomes of the item', async () => {
  const { id } = await pended();
  const code = { valueCoding: { system: 'http://www.ama-assn.org/go/cpt', code: '93350' } };
  await desk.review(id, reviewMessage({ decision: { valueCode: 'A6' }, code }));
  await desk.submit(pasCancel(`review-${traces}`, `review-${traces}-gone`));
  const request = await desk.ports.reviews.get(TENANT.id, id);
  expect(request?.items.map(({ state }) => state.is)).toEqual(['cancelled']);
  expect(request?.history.map(({ kind }) => kind)).toEqual(['received', 'reviewed', 'cancelled']);
  expect(JSON.stringify(request?.history)).toContain('2000000028');
  const said = await desk.ports.reviews.decision(TENANT.id, request?.claims[0]?.content ?? '');
  expect(said).toContain('"own"');
});

describe('who reviews', () => {
  test('not who submitted, not who orders, not without the scope', async () => {
    const { id } = await pended();
    // Neither of them has the scope; only one of them submitted the request.
    for (const agent of ['ehr', 'stranger'] as const) {
      const { status: refused, headers } = await desk.review(id, reviewMessage(), agent);
      expect([agent, refused, headers['www-authenticate']]).toEqual([
        agent,
        403,
        expect.stringContaining('reviews.write'),
      ]);
    }
    expect(await status(id, { reviewerNpi: { valueString: DOCTOR_NPI } })).toBe(403);
    expect(await status(id, { reviewerNpi: { valueString: '1234567890' } })).toBe(400);
    const { ports } = desk;
    const { token } = await ports.tokens.issue({
      tenant: desk.harness.config.DEFAULT_TENANT,
      client: 'ehr',
      scopes: ['reviews.write'],
    });
    const asSubmitter = await desk.ways.direct({
      method: 'POST',
      path: `/r4/Claim/${id}/$review`,
      headers: { authorization: `Bearer ${token}` },
      body: reviewMessage(),
    });
    expect(asSubmitter.status).toBe(403);
  });

  test('an unknown request is none; a decided item is not decided again', async () => {
    expect(await status('nothing-here')).toBe(404);
    const { id } = await pended([pasItem(1), pasItem(2)]);
    expect(await status(id, { item: { valuePositiveInt: 7 } })).toBe(400);
    expect(await status(id, { item: { valuePositiveInt: 2 } })).toBe(200);
    // The same again, as after a lost answer, changes nothing; another decision on it is refused.
    expect(await status(id, { item: { valuePositiveInt: 2 } })).toBe(200);
    expect((await desk.ports.reviews.get(TENANT.id, id))?.version).toBe(2);
    expect(await status(id, { item: { valuePositiveInt: 2 }, decision: { valueCode: 'A1' } })).toBe(409);
    const { body } = await desk.review(id, reviewMessage({ decision: { valueCode: 'A1' } }));
    expect(actionsOf(body)).toEqual({ 1: 'A1', 2: 'A3' });
  });

  test('two reviewers at once: one decides', async () => {
    const { id } = await pended();
    const both = await Promise.all([status(id), status(id, { decision: { valueCode: 'A1' } })]);
    expect(both.sort()).toEqual([200, 409]);
  });
});
