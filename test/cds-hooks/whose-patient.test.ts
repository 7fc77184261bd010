import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Part } from '../support/endpoint-messages.ts';
import { ADVANTAGE, assessMessage, type Insured, MEDICARE } from '../support/insured.ts';
import { asking, type HookHarness, hookCall, openHookHarness, said, signCall, statementsOn } from './hook-harness.ts';

let harness: HookHarness;
beforeAll(async () => {
  harness = await openHookHarness();
});
afterAll(() => harness.close());

/** Order and chart as an EHR holds them. */
const chartOf = (all: readonly Insured[], lists: readonly string[] = []) => {
  const [{ resource: order }, ...rest] = assessMessage('o1', all, { ...(lists.length ? { lists } : {}) }).entry;
  const prefetch = Object.fromEntries(
    rest.map(({ resource }: Part) => [`${resource.resourceType}-${resource.id}`, resource]),
  );
  return { order: { ...order, status: 'draft', authoredOn: '2026-06-01' }, prefetch };
};
const EXCLUDE = /Original Medicare and Humana Medicare Advantage|Humana Medicare Advantage and Original Medicare/;
const shown = ({ cards }: Part) => JSON.stringify(cards);

describe('a plan beside Medicare in the chart', () => {
  test.each<[string, readonly string[]]>([
    ['named by the order', ['medicare']],
    ['not named', []],
  ])('order-sign, %s: every statement asks, and says why', async (_what, lists) => {
    const { order, prefetch } = chartOf([MEDICARE, ADVANTAGE], lists);
    const { status, body } = await harness.call(signCall({ ...asking('2.0'), prefetch }, order));
    expect(status).toBe(200);
    const statements = statementsOn(body.systemActions[0].resource);
    expect(statements).toHaveLength(2);
    for (const statement of statements) {
      expect(said(statement, 'pa-needed')).toEqual(['conditional']);
      expect(said(statement, 'covered')).toEqual(['conditional']);
      expect(said(statement, 'info-needed')).toEqual(['OTH']);
      expect(JSON.stringify(statement)).toMatch(EXCLUDE);
    }
    expect(shown(body)).not.toMatch(/go ahead|no authorization|needs no/i);
  });

  test('in draft, it is asked about too', async () => {
    const { order, prefetch } = chartOf([MEDICARE, { ...ADVANTAGE, status: 'draft' }], ['medicare']);
    const { body } = await harness.call(signCall({ ...asking('2.2'), prefetch }, order));
    expect(JSON.stringify(statementsOn(body.systemActions[0].resource))).toMatch(EXCLUDE);
  });

  test('ended, it changes nothing', async () => {
    const { order, prefetch } = chartOf([MEDICARE, { ...ADVANTAGE, end: '2026-06-14' }], ['medicare']);
    const { body } = await harness.call(signCall({ ...asking('2.0'), prefetch }, order));
    expect(said(statementsOn(body.systemActions[0].resource)[0], 'pa-needed')).toEqual(['no-auth']);
  });

  test('appointment-book: by the day of the visit', async () => {
    const { order, prefetch } = chartOf([MEDICARE, { ...ADVANTAGE, start: '2026-07-01' }], ['medicare']);
    const visit = (start: string): Part => ({
      resourceType: 'Bundle',
      entry: [
        {
          resource: {
            resourceType: 'Appointment',
            id: 'visit',
            status: 'proposed',
            start: `${start}T09:00:00-04:00`,
            end: `${start}T10:00:00-04:00`,
            basedOn: [{ reference: 'ServiceRequest/o1' }],
            participant: [{ actor: { reference: 'Patient/p1' }, status: 'accepted' }],
          },
        },
      ],
    });
    const book = async (start: string) => {
      const given = { ...asking('2.0'), prefetch: { ...prefetch, order: { ...order, status: 'active' } } };
      const { status, body } = await harness.call(
        hookCall('appointment-book', { appointments: visit(start) }, given),
        'appointment-book-crd',
      );
      expect(status).toBe(200);
      const [action] = body.systemActions;
      return said(statementsOn(action.resource)[0], 'pa-needed');
    };
    expect(await book('2026-06-30')).toEqual(['no-auth']);
    expect(await book('2026-07-01')).toEqual(['conditional']);
  });
});
