import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PEOPLE_STATES, type PeopleState } from '../../shared/core/decide/people-state.ts';
import { type EndpointHarness, openEndpointHarness } from '../support/endpoint-harness.ts';
import { claimMessage, decisionMessage, orderMessage, type Part } from '../support/endpoint-messages.ts';
import { bare, INSIDE } from '../support/visit-situations.ts';

let harness: EndpointHarness;
beforeAll(async () => {
  harness = await openEndpointHarness();
});
afterAll(() => harness.close());

const post = async (path: string, body: unknown): Promise<Part> =>
  (await harness.ways.direct({ method: 'POST', path, body })).body;
const get = async (path: string): Promise<Part> => (await harness.ways.direct({ method: 'GET', path })).body;

const outputOf = (task: Part, code: string) => {
  const found = task.output.find(({ type }: Part) => type.coding[0].code === code);
  return found?.valueCode ?? found?.valueDate;
};
const ofTask = (task: Part) => ['next-action', 'owner', 'due-by', 'state'].map((code) => outputOf(task, code));

const wordOf = (parts: readonly Part[] | undefined, name: string) => {
  const found = parts?.find((one) => (one.name ?? one.url) === name);
  return found?.valueCode ?? found?.valueDate;
};
/** Parts of a Parameters resource and of an extension are read alike. */
const ofParts = (parts: readonly Part[]) => {
  const next = parts.find((one) => (one.name ?? one.url) === 'nextAction');
  const inside = next?.part ?? next?.extension;
  return [...['code', 'owner', 'dueBy'].map((name) => wordOf(inside, name)), wordOf(parts, 'state')];
};

/** The row of the same visit, as JSON and as a spreadsheet. */
const listed = async (id: string) => {
  const ask = async (accept: string) => {
    const headers = { 'content-type': 'text/csv', accept };
    const body = `order,start\n${id},${INSIDE}\n`;
    return (await fetch(`${harness.url}/r4/$worklist`, { method: 'POST', headers, body })).text();
  };
  const [row] = JSON.parse(await ask('application/fhir+json')).entry;
  const [head = '', cells = ''] = (await ask('text/csv')).split('\r\n');
  const at = (name: string) => cells.split('","')[head.split(',').indexOf(name)]?.replaceAll('"', '');
  return { row: ofParts(row.resource.parameter), cells: ['state', 'status', 'owner'].map(at) };
};

describe('the Task, the gate, the list and the answer say the same of', () => {
  test.each<[string, readonly (readonly [string, object?])[], readonly (string | undefined)[]]>([
    ['nothing asked yet', [], ['answer-question', 'clinician', undefined, 'act']],
    ['with the payer', [['pended']], ['wait-for-payer', 'payer', '2026-06-16', 'wait']],
    ['denied', [['denied']], ['appeal', 'clinician', undefined, 'no']],
    ['approved', [bare], ['book', 'scheduler', undefined, 'yes']],
  ])('%s', async (name, decisions, expected) => {
    const id = name.replaceAll(' ', '-');
    await post('/r4/ServiceRequest/$assess', orderMessage(id));
    for (const [decision, more = {}] of decisions)
      await post(`/r4/ServiceRequest/${id}/$record-decision`, decisionMessage(decision, more as never));
    const task = await get(`/r4/ServiceRequest/${id}/$authorization-status`);
    const slot = { resourceType: 'Parameters', parameter: [{ name: 'start', valueDateTime: INSIDE }] };
    const gate = await post(`/r4/ServiceRequest/${id}/$bookable`, slot);
    const { reference } = task.output.find(({ valueReference }: Part) => valueReference).valueReference;
    const answer = await get(`/r4/${reference}`);
    const [{ extension }] = answer.insurance[0].item[0].extension;
    expect(ofTask(task)).toEqual(expected);
    expect(ofParts(gate.parameter)).toEqual(expected);
    expect(ofParts(extension)).toEqual(expected);
    const { row, cells } = await listed(id);
    expect(row).toEqual(expected);
    const [, owner, , state = ''] = expected;
    expect(cells).toEqual([state, PEOPLE_STATES[state as PeopleState].word, owner]);
  });
});

test('the words of the five states are served as the code system people-state', async () => {
  const { concept } = await get('/r4/CodeSystem/people-state');
  const served = Object.fromEntries(concept.map(({ code, display }: Part) => [code, display]));
  expect(served).toEqual({
    yes: 'Ready to book',
    act: 'Your move',
    wait: 'Waiting on payer',
    no: 'Do not book',
    ask: 'Ask the plan',
  });
});

test('on a claim whatever would be the scheduler’s move is the biller’s', async () => {
  const extensionOf = async (change: (claim: Part) => void) => {
    const message = claimMessage();
    const claim = message.entry.find(({ resource }: Part) => resource.resourceType === 'Claim').resource;
    change(claim);
    const { item } = await post('/r4/Claim/$check', message);
    return ofParts(item[0].extension[0].extension);
  };
  const filed = await extensionOf((claim) => {
    claim.use = 'claim';
  });
  const foreseen = await extensionOf((claim) => {
    claim.use = 'predetermination';
  });
  expect([filed[1], foreseen[1]]).toEqual(['biller', foreseen[1]]);
  expect(foreseen).not.toEqual(filed);
});

test('a row of a list nobody can answer is to be corrected, which is no question for the plan', async () => {
  const appointment = {
    resourceType: 'Appointment',
    status: 'booked',
    start: INSIDE,
    participant: [{ status: 'accepted', actor: { reference: 'Patient/1' } }],
    basedOn: [{ reference: 'ServiceRequest/never-seen' }],
  };
  const { entry } = await post('/r4/$worklist', {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [{ resource: appointment }],
  });
  expect(ofParts(entry[0].resource.parameter)).toEqual(['fix-row', 'scheduler', undefined, 'act']);
});
