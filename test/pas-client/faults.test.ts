import { afterEach, describe, expect, test } from 'vitest';
import type { Part } from '../support/endpoint-messages.ts';
import type { Manner } from '../support/misbehaving-payer.ts';
import { answerTo, inquired, openPracticeAndPayer, type PracticeAndPayer } from '../support/practice-and-payer.ts';

/** A request from an order to the record, through a payer that misbehaves: nothing lost, nothing sent twice. */
let both: PracticeAndPayer;
afterEach(() => both.close());

const replies = (code: string, more: Part = {}): Manner => ({
  is: 'replies',
  to: (sent) => answerTo(sent, code, more),
});
const NOTHING: Manner = { is: 'answers', body: { resourceType: 'Parameters' } };
const paths = () => both.payer.calls.map(({ path }) => path.split('$')[1]);
const approved = { state: 'approved', approval: { number: 'AUTH-4711' } };
const state = async () => (await both.submission())?.standing.state;
const goOn = async (minutes = 30) => {
  both.later(minutes);
  await both.relay();
};

describe.each(['2.2.1', '2.0.1'])('PAS %s', (version) => {
  const tells = (code: string): Manner => ({
    is: 'replies',
    to: (sent) => (version === '2.2.1' ? inquired(answerTo(sent, code)) : answerTo(sent, code)),
  });

  test('taken up, and the line goes dead: asked, not sent again', async () => {
    both = await openPracticeAndPayer(version);
    await both.begin({ is: 'half', body: { resourceType: 'Bundle', type: 'collection' } }, tells('A1'));
    expect(await state()).toBe('sent');
    expect(await both.record('o1')).not.toMatchObject(approved);
    await goOn();
    expect(paths()).toEqual(['submit', 'inquire']);
    expect(await both.record('o1')).toMatchObject(approved);
  });

  test('pended, and decided when asked', async () => {
    both = await openPracticeAndPayer(version);
    await both.begin(replies('A4'), tells('A4'), tells('A1'));
    expect(await state()).toBe('pended');
    await goOn(3);
    expect(await state()).toBe('pended');
    await goOn(60);
    expect(paths()).toEqual(['submit', 'inquire', 'inquire']);
    expect(await both.record('o1')).toMatchObject(approved);
  });
});

describe('nobody knows whether it was taken up', () => {
  test('503, and nothing on file: the same message goes out again', async () => {
    both = await openPracticeAndPayer();
    await both.begin({ is: 'answers', status: 503, body: '<html>busy' }, NOTHING, replies('A1'));
    await goOn();
    expect(paths()).toEqual(['submit', 'inquire', 'submit']);
    const [first, , again] = both.payer.calls;
    expect(again?.body).toEqual(first?.body);
    expect(await both.record('o1')).toMatchObject(approved);
  });

  test('an inquiry that is refused is no reason to send again', async () => {
    both = await openPracticeAndPayer();
    const refused: Manner = { is: 'answers', status: 400, body: { resourceType: 'OperationOutcome', issue: [] } };
    await both.begin({ is: 'answers', status: 503, body: '' }, refused);
    await goOn(30);
    await goOn(120);
    expect(paths().filter((path) => path === 'submit')).toHaveLength(1);
    expect(await state()).toBe('sent');
  });

  test('the token endpoint is down: nothing leaves, and it goes out once it is up', async () => {
    both = await openPracticeAndPayer();
    const { token } = both.payer;
    both.payer.plays(NOTHING, replies('A1'));
    token.status = 503;
    await both.arrive();
    expect(both.payer.calls).toEqual([]);
    expect(await state()).toBe('sent');
    token.status = 200;
    await goOn();
    expect(paths()).toEqual(['inquire', 'submit']);
    expect(await both.record('o1')).toMatchObject(approved);
  });
});

test('no answer after every try: the record says so, and nothing is sent a second time', async () => {
  both = await openPracticeAndPayer();
  await both.begin({ is: 'answers', body: '<html>busy' });
  for (let hour = 1; hour < 20; hour++) await goOn(hour * 75);
  expect(paths().filter((path) => path === 'submit')).toHaveLength(1);
  expect(await state()).toBe('sent');
  const [request] = (await both.record('o1'))?.requests ?? [];
  expect(request?.nextStep).toMatch(/^Call the payer/);
  expect((await both.submission())?.findings.map(({ id }) => id)).toEqual(['unanswered']);
  const calls = both.payer.calls.length;
  await goOn(30 * 75);
  expect(both.payer.calls).toHaveLength(calls);
});

describe('an answer that is not ours, or not to what was asked', () => {
  test.each<[string, (bundle: Part) => void, string]>([
    [
      'another patient',
      ({ entry }) => {
        entry[1].resource.identifier[0].value = 'SOMEBODY-ELSE';
      },
      'other-member',
    ],
    [
      'an item never asked',
      ({ entry }) => {
        entry[0].resource.item[0].itemSequence = 9;
      },
      'item-not-asked',
    ],
    [
      'another trace',
      ({ entry }) => {
        entry[0].resource.item[0].extension[0].valueIdentifier.value = 'NOT-OURS';
        entry[0].resource.identifier[0].value = 'NOT-OURS-1';
      },
      'other-trace',
    ],
  ])('%s: nothing is recorded, and it is said', async (_name, spoil, finding) => {
    both = await openPracticeAndPayer();
    await both.begin({
      is: 'replies',
      to: (sent) => {
        const bundle = answerTo(sent, 'A1');
        spoil(bundle);
        return bundle;
      },
    });
    expect((await both.submission())?.findings.map(({ id }) => id)).toContain(finding);
    expect((await both.record('o1'))?.state).not.toBe('approved');
  });

  test('not taken up: its words reach the practice', async () => {
    both = await openPracticeAndPayer();
    const text = 'The member number is not known.';
    const body = {
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'error', code: 'invalid', details: { text } }],
    };
    await both.begin({ is: 'answers', status: 422, body });
    const standing = (await both.submission())?.standing;
    expect(standing).toMatchObject({ state: 'draft', missing: [{ says: expect.stringContaining(text) }] });
  });
});
