import { afterAll, beforeAll, expect, test } from 'vitest';
import { followUp } from '../../functions/fhir-api/follow-up.ts';
import { ROUTES } from '../../shared/http/routes/index.ts';
import { type EndpointHarness, NOW, openEndpointHarness, TENANT } from '../support/endpoint-harness.ts';
import { decisionMessage, orderMessage, type Part } from '../support/endpoint-messages.ts';

let harness: EndpointHarness;
const post = (path: string, body: unknown, headers = {}) =>
  harness.ways.direct({ method: 'POST', path, body, headers });
const tell = (id: string, parameter: readonly Part[], headers = {}) =>
  post(`/r4/ServiceRequest/${id}/$follow-up`, { resourceType: 'Parameters', parameter }, headers);
const status = async (id: string): Promise<Part> =>
  (await harness.ways.direct({ method: 'GET', path: `/r4/ServiceRequest/${id}/$authorization-status` })).body;
const of = (task: Part, code: string): readonly Part[] =>
  task.output.filter((one: Part) => one.type.coding[0].code === code);

beforeAll(async () => {
  harness = await openEndpointHarness();
  for (const id of ['kept', 'raced', 'long', 'refused', 'same'])
    await post('/r4/ServiceRequest/$assess', orderMessage(id));
});
afterAll(() => harness.close());

test('what the desk does stands on the Task and in the history, and outlives the next answer', async () => {
  const { status: done, body } = await tell('kept', [
    { name: 'assignee', valueString: 'Dana' },
    { name: 'followUp', valueDate: '2026-06-04' },
    { name: 'waitingOn', valueString: 'the plan’s nurse line' },
    { name: 'note', valueString: 'Second fax sent.' },
    {
      name: 'call',
      part: [
        { name: 'with', valueString: 'Kim of intake' },
        { name: 'says', valueString: 'In review.' },
        { name: 'number', valueString: 'REF 77' },
      ],
    },
  ]);
  expect(done).toBe(200);
  await post('/r4/ServiceRequest/kept/$record-decision', decisionMessage('pended'));
  for (const task of [body, await status('kept')]) {
    expect(of(task, 'assignee')).toMatchObject([{ valueString: 'Dana' }]);
    expect(of(task, 'follow-up')).toMatchObject([{ valueDate: '2026-06-04' }]);
    expect(of(task, 'waiting-on')).toMatchObject([{ valueString: 'the plan’s nurse line' }]);
    expect(of(task, 'note').map(({ valueAnnotation }) => valueAnnotation)).toMatchObject([
      { authorString: 'follow-up', text: 'Call with Kim of intake (REF 77), by follow-up: In review.' },
      { authorString: 'follow-up', text: 'Second fax sent.' },
    ]);
    expect(JSON.stringify(of(task, 'history'))).toContain('Second fax sent.');
    expect(task.for.display).toBe('Zzyzx, Quillfeather');
  }
  const cleared = await tell('kept', [
    { name: 'clear', valueCode: 'assignee' },
    { name: 'clear', valueCode: 'followUp' },
  ]);
  expect([...of(cleared.body, 'assignee'), ...of(cleared.body, 'follow-up')]).toEqual([]);
  expect(of(cleared.body, 'waiting-on')).toHaveLength(1);
});

test('the list of the day shows it, counts what was noted, and finds who has it', async () => {
  await tell('raced', [{ name: 'assignee', valueString: 'Lee' }]);
  const list = (await harness.ways.direct({ method: 'GET', path: '/r4/$worklist?date=2026-06-15&assignee=Lee' })).body;
  expect(list.total).toBe(1);
  const rowPart = (name: string) => list.entry[0].resource.parameter.find((one: Part) => one.name === name);
  expect(rowPart('assignee')).toEqual({ name: 'assignee', valueString: 'Lee' });
  expect(rowPart('notes')).toEqual({ name: 'notes', valueUnsignedInt: 0 });
  expect(rowPart('version')).toEqual({ name: 'version', valueString: `W/"${(await status('raced')).meta.versionId}"` });
  const nobody = await harness.ways.direct({ method: 'GET', path: '/r4/$worklist?date=2026-06-15&assignee=' });
  expect(nobody.body.total).toBeGreaterThan(0);
});

test('one write behind one conditional one; the same again changes nothing; a stale reader is refused', async () => {
  const { meta } = await status('same');
  const stale = { 'if-match': `W/"${meta.versionId}"` };
  const note = [{ name: 'note', valueString: 'Left a message.' }];
  const calls = await harness.callsOf(() => tell('same', note, stale));
  expect(calls).toEqual({ BatchGet: 1, BatchWrite: 1, Put: 1 });
  expect((await tell('same', [{ name: 'note', valueString: 'Another.' }], stale)).status).toBe(412);
  const before = (await status('same')).meta.versionId;
  expect((await tell('same', note)).body.meta.versionId).toBe(before);
});

test('a retry with its key adds no second note', async () => {
  const key = { 'idempotency-key': 'note-1' };
  const note = [{ name: 'note', valueString: 'Once.' }];
  await tell('raced', note, key);
  await tell('raced', [{ name: 'note', valueString: 'Between.' }]);
  await tell('raced', note, key);
  const texts = of(await status('raced'), 'note').map(({ valueAnnotation }) => valueAnnotation.text);
  expect(texts).toEqual(['Between.', 'Once.']);
});

test('a record keeps the newest twenty notes, the history all of them', async () => {
  for (let n = 1; n <= 23; n++) await tell('long', [{ name: 'note', valueString: `Note ${n}.` }]);
  const notes = of(await status('long'), 'note');
  expect(notes).toHaveLength(20);
  expect(notes[0]).toMatchObject({ valueAnnotation: { text: 'Note 23.' } });
  const list = (await harness.ways.direct({ method: 'GET', path: '/r4/$worklist?date=2026-06-15' })).body;
  const row = list.entry.find((one: Part) => JSON.stringify(one).includes('ServiceRequest/long')).resource;
  expect(row.parameter).toContainEqual({ name: 'notes', valueUnsignedInt: 23 });
  for (let n = 1; n <= 8; n++) await tell('long', [{ name: 'note', valueString: String(n).repeat(2_000) }]);
  expect(of(await status('long'), 'note')).toHaveLength(5);
});

test.each<[string, readonly Part[], number]>([
  ['nothing', [], 400],
  ['an empty note', [{ name: 'note', valueString: ' ' }], 400],
  ['a note too long', [{ name: 'note', valueString: 'x'.repeat(2_001) }], 413],
  ['a day that is none', [{ name: 'followUp', valueDate: '2026-02-30' }], 400],
  ['a month', [{ name: 'followUp', valueDate: '2026-02' }], 400],
  ['a field nobody knows', [{ name: 'clear', valueCode: 'notes' }], 400],
  [
    'setting what it clears',
    [
      { name: 'clear', valueCode: 'assignee' },
      { name: 'assignee', valueString: 'A' },
    ],
    400,
  ],
  ['a call of other parts', [{ name: 'call', part: [{ name: 'mood', valueString: 'bad' }] }], 400],
  [
    'two notes',
    [
      { name: 'note', valueString: 'a' },
      { name: 'note', valueString: 'b' },
    ],
    400,
  ],
])('%s is refused, and nothing is kept of it', async (_, parameter, refusal) => {
  const before = await status('refused');
  expect((await tell('refused', parameter)).status).toBe(refusal);
  expect(await status('refused')).toEqual(before);
});

test('the author of a note is who is signed in', async () => {
  const route = ROUTES.find(({ handler }) => handler === 'follow-up');
  if (!route) throw new Error('There is no such route.');
  const parameter = [{ name: 'note', valueString: 'Signed.' }];
  const user = { subject: 'u-1', name: 'Dana Fox', roles: ['coordinator'] as const };
  const reply = await followUp(
    {
      ...{ route, params: { id: 'raced' }, query: {}, headers: {}, receivedAt: NOW },
      body: JSON.stringify({ resourceType: 'Parameters', parameter }),
      identity: { tenant: TENANT.id, client: 'u-1', user },
    },
    harness.harness,
  );
  expect(of(reply.body as Part, 'note')[0]).toMatchObject({ valueAnnotation: { authorString: 'Dana Fox' } });
});

test('an order nobody knows has nothing to keep it on', async () =>
  expect((await tell('nobody', [{ name: 'assignee', valueString: 'A' }])).status).toBe(404));
