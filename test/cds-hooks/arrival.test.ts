import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EhrStub, startEhrStub } from '../support/ehr-stub.ts';
import { cpt, order, orderMessage, type Part } from '../support/endpoint-messages.ts';
import {
  asking,
  type HookHarness,
  hookCall,
  openReadingHarness,
  prefetchOf,
  said,
  searchset,
  statementsOn,
} from './hook-harness.ts';

let ehr: EhrStub;
let harness: HookHarness;
beforeAll(async () => {
  ehr = await startEhrStub();
  harness = await openReadingHarness(ehr);
});
afterAll(async () => {
  ehr.close();
  await harness.close();
});

const request = (id = 'o1', more: Part = {}): Part => ({ ...order(id), authoredOn: '2026-05-20', ...more });
const to = (type: string, ...ids: readonly string[]) => ids.map((id) => ({ reference: `${type}/${id}` }));
const visit = (more: Part = {}): Part => ({
  resourceType: 'Encounter',
  id: 'e2',
  status: 'arrived',
  class: { code: 'AMB' },
  subject: { reference: 'Patient/p1' },
  ...more,
});
const booked = (id: string, ...orders: readonly string[]): Part => ({
  resourceType: 'Appointment',
  id,
  status: 'arrived',
  start: '2026-06-01T09:00:00-04:00',
  basedOn: to('ServiceRequest', ...orders),
  participant: [{ actor: { reference: 'Patient/p1' }, status: 'accepted' }],
});
const targets = (body: Part) =>
  body.systemActions.map(({ resource }: Part) => `${resource.resourceType}/${resource.id}`).sort();
const codesOn = (body: Part) =>
  statementsOn(body.systemActions[0]?.resource).map((one: Part) => said(one, 'billingCode')[0].code);
const call = (hook: string, encounter: Part | undefined, held: readonly Part[], more: Part = {}) => {
  const prefetch = {
    ...prefetchOf(),
    ...(encounter ? { encounter } : {}),
    things: searchset('ServiceRequest', ...held),
  };
  const { id = 'e2' } = encounter ?? {};
  return harness.call(hookCall(hook, { encounterId: id }, { ...asking('2.2'), prefetch, ...more }), `${hook}-crd`);
};
const summariesOf = (body: Part) => body.cards.map(({ summary }: Part) => summary);
const NOTHING = { cards: [], systemActions: [] };

describe.each(['encounter-start', 'encounter-discharge'])('%s', (hook) => {
  test.each([
    ['basedOn', { basedOn: to('ServiceRequest', 'o1') }, []],
    [
      'basedOn, on another server’s address',
      { basedOn: [{ reference: 'https://ehr.example/r4/ServiceRequest/o1' }] },
      [],
    ],
    ['its appointment', { appointment: to('Appointment', 'a1') }, [booked('a1', 'o1')]],
    ['both', { basedOn: to('ServiceRequest', 'o1'), appointment: to('Appointment', 'a1') }, [booked('a1', 'o1')]],
  ])('the order behind the visit by %s is its test, once', async (_, links, more) => {
    const { body } = await call(hook, visit(links), [request('o1', { encounter: to('Encounter', 'e1')[0] }), ...more]);
    expect(targets(body)).toEqual(['Encounter/e2']);
    expect(codesOn(body)).toEqual(['93351']);
    expect(summariesOf(body)).toEqual(['Prior authorization required: stress echo, UnitedHealthcare.']);
  });

  test('no form to fill in is asked for', async () => {
    const { body } = await call(hook, visit({ basedOn: to('ServiceRequest', 'o1') }), [request('o1')]);
    const [statement] = statementsOn(body.systemActions[0].resource);
    expect([said(statement, 'doc-needed'), said(statement, 'questionnaire')]).toEqual([[], []]);
    expect(body.cards.flatMap((card: Part) => [card.links ?? [], card.suggestions ?? []].flat())).toEqual([]);
  });

  test('several orders of one visit are each stated', async () => {
    const links = { basedOn: to('ServiceRequest', 'o1'), appointment: to('Appointment', 'a1') };
    const orders = [request('o1'), request('o2', { code: cpt('78452') }), booked('a1', 'o2')];
    expect(codesOn((await call(hook, visit(links), orders)).body).sort()).toEqual(['78452', '93351']);
  });

  test('an order nobody can read is named, and what is known is still said', async () => {
    const links = { basedOn: to('ServiceRequest', 'o1', 'gone') };
    const { body } = await call(hook, visit(links), [request('o1')]);
    expect(targets(body)).toEqual(['Encounter/e2']);
    expect(body.cards).toHaveLength(2);
    const unread = body.cards.find(({ summary }: Part) => summary === 'Not checked: 1 order behind this visit');
    expect(unread).toMatchObject({ indicator: 'warning' });
    expect(unread.detail).toContain('ServiceRequest/gone');
    expect((await call(hook, visit({ basedOn: to('ServiceRequest', 'gone') }), [])).status).toBe(412);
  });

  test('a cancelled appointment brings no order', async () => {
    const cancelled = { ...booked('a1', 'o1'), status: 'cancelled' };
    const { body } = await call(hook, visit({ appointment: to('Appointment', 'a1') }), [request('o1'), cancelled]);
    expect(body.systemActions).toEqual([]);
  });

  test('junk in links is no link', async () => {
    const links = { basedOn: [{ display: 'A referral' }, ...to('ServiceRequest', 'o1')], appointment: to('Slot', 'x') };
    const { status } = await call(hook, visit(links), [request('o1')]);
    expect(status).toBe(200);
    expect((await call(hook, { ...visit(), appointment: 'a1', basedOn: 7 }, [request('o1')])).status).toBeLessThan(500);
  });
});

describe('the visit an order was made in', () => {
  const made = (more: Part = {}) => request('o1', { encounter: { reference: 'Encounter/e2' }, ...more });

  test('is not the one it is for: nothing is said on arrival', async () => {
    const start = visit({ period: { start: '2026-06-01T08:00:00-04:00' } });
    for (const order of [made({ authoredOn: '2026-06-01' }), made()])
      expect((await call('encounter-start', start, [order])).body).toEqual(NOTHING);
    const { occurrenceDateTime: _day, ...undated } = made({ authoredOn: '2026-06-01' });
    expect((await call('encounter-start', visit(), [undated])).body).toEqual(NOTHING);
  });

  test('is the one it is for where its own dates say so and the visit names nothing else', async () => {
    const start = visit({ period: { start: '2026-06-01T08:00:00-04:00' } });
    const { occurrenceDateTime: _day, ...undated } = made();
    for (const order of [made({ occurrenceDateTime: '2026-06-01' }), undated])
      expect(targets((await call('encounter-start', start, [order])).body)).toEqual(['Encounter/e2']);
    const named = { ...start, basedOn: to('ServiceRequest', 'o2') };
    const { body } = await call('encounter-start', named, [undated, request('o2', { code: cpt('78452') })]);
    expect(codesOn(body)).toEqual(['78452']);
  });

  test('tells what was ordered when the patient leaves: on the order, where the visit is for another', async () => {
    expect(targets((await call('encounter-discharge', visit(), [made()])).body)).toEqual(['Encounter/e2']);
    const both = [made(), request('o2', { code: cpt('78452') })];
    const { body } = await call('encounter-discharge', visit({ basedOn: to('ServiceRequest', 'o2') }), both);
    expect(targets(body)).toEqual(['Encounter/e2', 'ServiceRequest/o1']);
  });

  test('is not the setting of the visit it is for', async () => {
    const emergency = { ...visit({ class: { code: 'EMER' } }), id: 'e1' };
    const order = request('o1', { encounter: { reference: 'Encounter/e1' } });
    const links = { basedOn: to('ServiceRequest', 'o1') };
    const { body } = await call('encounter-start', visit(links), [order, emergency]);
    const alone = (await call('encounter-start', visit(links), [request('o1')])).body;
    const need = (one: Part) => said(statementsOn(one.systemActions[0].resource)[0], 'pa-needed');
    expect(need(body)).toEqual(need(alone));
    const appointments = {
      resourceType: 'Bundle',
      entry: [{ resource: { ...booked('a1', 'o1'), status: 'proposed' } }],
    };
    const book = (held: readonly Part[]) =>
      harness.call(
        hookCall(
          'appointment-book',
          { encounterId: 'e1', appointments },
          { ...asking('2.2'), prefetch: { ...prefetchOf(), things: searchset('ServiceRequest', ...held) } },
        ),
        'appointment-book-crd',
      );
    expect(need((await book([order, emergency])).body)).toEqual(need((await book([request('o1')])).body));
  });
});

test('an order that is closed is said to be, on arrival', async () => {
  const links = { basedOn: to('ServiceRequest', 'o1') };
  const { body } = await call('encounter-start', visit(links), [request('o1', { status: 'revoked' })]);
  expect(body.systemActions).toEqual([]);
  expect(body.cards[0].detail).toContain('ServiceRequest/o1: revoked');
  const left = await call('encounter-discharge', visit(links), [request('o1', { status: 'completed' })]);
  expect(left.body).toEqual(NOTHING);
});

describe('read from the EHR', () => {
  const fill = (...resources: readonly Part[]) => {
    ehr.forget();
    const chart = orderMessage('o1').entry.map(({ resource }: Part) => resource);
    ehr.charts.push(...chart.filter((one: Part) => one.resourceType !== 'ServiceRequest'), ...(resources as never[]));
  };
  const server = () => ({ fhirServer: ehr.base, prefetch: undefined });

  test('the visit, its appointment, its order: in that order', async () => {
    fill(visit({ appointment: to('Appointment', 'a1') }), booked('a1', 'o1'), request('o1'));
    ehr.moods.set('ServiceRequest', { is: 'status', status: 500, times: 1 });
    const { body } = await call('encounter-start', undefined, [], server());
    expect(targets(body)).toEqual(['Encounter/e2']);
    expect(ehr.names()).toEqual(expect.arrayContaining(['Encounter/e2', 'Appointment/a1', 'ServiceRequest/o1']));
  });

  test('references that are followed are bounded, and the rest is said', async () => {
    const ids = Array.from({ length: 500 }, (_, index) => `x${index}`);
    const far = ids.map((id) => request(id, { locationReference: [{ reference: `Location/${id}` }] }));
    fill(...far);
    const more = { ...server(), prefetch: { encounter: visit({ basedOn: to('ServiceRequest', ...ids) }) } };
    const { body } = await call('encounter-start', undefined, [], more);
    expect(ehr.asked.length).toBeLessThan(50);
    expect(targets(body)).toEqual(['Encounter/e2']);
    expect(body.cards[0].summary).toMatch(/^Not checked: 4\d\d orders behind this visit$/);
  });
});

describe('on file', () => {
  const post = (path: string, body: Part) => harness.ways.direct({ method: 'POST', path, body });
  const approved = async (id: string) => {
    expect((await post('/r4/ServiceRequest/$assess', orderMessage(id))).status).toBe(200);
    const parameter = [
      { name: 'decision', valueCode: 'approved' },
      { name: 'number', valueString: `A-${id}` },
      { name: 'period', valuePeriod: { start: '2026-06-01', end: '2026-07-15' } },
    ];
    await post(`/r4/ServiceRequest/${id}/$record-decision`, { resourceType: 'Parameters', parameter });
  };

  test('an order that cannot be read is answered as its EHR last sent it', async () => {
    await approved('filed');
    const { body } = await call('encounter-start', visit({ basedOn: to('ServiceRequest', 'filed') }), []);
    expect(targets(body)).toEqual(['Encounter/e2']);
    expect(said(statementsOn(body.systemActions[0].resource)[0], 'satisfied-pa-id')).toEqual(['A-filed']);
    expect(summariesOf(body)).toHaveLength(1);
    expect(summariesOf(body)[0]).toContain('A-filed');
  });

  test('that of another patient is not', async () => {
    expect((await post('/r4/ServiceRequest/$assess', orderMessage('theirs', undefined, 'p2'))).status).toBe(200);
    expect((await call('encounter-start', visit({ basedOn: to('ServiceRequest', 'theirs') }), [])).status).toBe(412);
  });
});

test('a coverage that only the order contains is not pointed to from the visit', async () => {
  const { oursCoverage, ...others } = prefetchOf();
  const order = request('o1', { contained: [{ ...oursCoverage, id: 'in' }], insurance: [{ reference: '#in' }] });
  const things = searchset('ServiceRequest', order);
  const prefetch = { ...others, encounter: visit({ basedOn: to('ServiceRequest', 'o1') }), things };
  const { body } = await call('encounter-start', undefined, [], { prefetch });
  expect(targets(body)).toEqual(['Encounter/e2']);
  expect(JSON.stringify(body.systemActions)).not.toContain('#in');
});
