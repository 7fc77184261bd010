import { describe, expect, test } from 'vitest';
import type { Visit } from '../../client/index.ts';
import { countChanges, lostVisits } from '../../web/pages/today/compare-days.ts';
import { countStates, groupVisits } from '../../web/pages/today/group-visits.ts';
import { readColumns } from '../../web/pages/today/read-columns.ts';
import { keyOf, orderLink } from '../../web/pages/today/visit-key.ts';

const visit = (given: Partial<Visit> = {}): Visit => ({
  row: 1,
  orders: ['o1'],
  codes: ['78452'],
  clocks: [],
  notes: 0,
  notRead: [],
  answer: 'yes',
  state: 'yes',
  reasons: [],
  nextStep: 'Proceed.',
  start: '2026-12-01T09:00:00-05:00',
  ...given,
});
const ALL = { states: new Set<never>(), text: '' };

describe('groups', () => {
  test('a row nobody could tell is asked of the plan, never ready', () => {
    const { state: _, ...untold } = visit();
    expect(groupVisits([untold], ALL).map(({ state }) => state)).toEqual(['ask']);
    expect(countStates([untold])).toMatchObject({ yes: 0, ask: 1 });
  });

  test('stand by urgency, rows by slot and then by clock', () => {
    const at = (orders: string, start: string, due?: string, state: Visit['state'] = 'wait') =>
      visit({ orders: [orders], start, state, clocks: due ? [{ kind: 'payer', due, says: '' }] : [] });
    const rows = [
      at('ready', '2026-12-01T07:00:00-05:00', undefined, 'yes'),
      at('late', '2026-12-01T10:00:00-05:00', '2026-12-01'),
      at('b', '2026-12-01T09:00:00-05:00', '2026-12-04'),
      at('a', '2026-12-01T09:00:00-05:00', '2026-12-02'),
      at('never', '2026-12-01T11:00:00-05:00', undefined, 'no'),
    ];
    const shown = groupVisits(rows, ALL).flatMap(({ visits }) => visits.map(({ orders }) => orders[0]));
    expect(shown).toEqual(['never', 'a', 'b', 'late', 'ready']);
  });

  test('a filter takes states and words together', () => {
    const rows = [
      visit({ orders: ['a'], patient: { id: 'p', name: 'Kim, Robert' } }),
      visit({ orders: ['b'], state: 'no' }),
    ];
    expect(groupVisits(rows, { states: new Set(['yes' as const]), text: 'ROB kim' })).toHaveLength(1);
    expect(groupVisits(rows, { states: new Set(['no' as const]), text: 'kim' })).toEqual([]);
  });
});

describe('changes', () => {
  test('another place in the list is none; another answer, a new row and a lost one are', () => {
    const before = [visit(), visit({ orders: ['o2'] }), visit({ orders: ['o3'] })];
    expect(
      countChanges(
        before,
        before.map((one, index) => ({ ...one, row: 9 - index })),
      ),
    ).toBe(0);
    const after = [visit({ state: 'no' }), visit({ orders: ['o2'] }), visit({ orders: ['o4'] })];
    expect(countChanges(before, after)).toBe(3);
  });

  test('whom to call: booked and ready before, and no longer', () => {
    const { start: _, ...unbooked } = visit({ orders: ['o2'], state: 'yes' });
    const before = [visit(), unbooked, visit({ orders: ['o3'], state: 'act' })];
    const after = before.map((one) => ({ ...one, state: 'no' as const }));
    expect(lostVisits(before, after).map(keyOf)).toEqual([keyOf(visit())]);
  });
});

test('the order stands behind #, which is sent to nobody', () => {
  expect(new URL(orderLink({ orders: ['a/b'], source: 'ehr' }), 'https://x.example').pathname).toBe('/order');
});

test.each([
  ['order,start\n1,2', ['order', 'start']],
  ['Schedule of Monday\n\n"Order ID";"Appt Date";"CPT"\n1;2;3', ['Order ID', 'Appt Date', 'CPT']],
  ['\uFEFForder\tdate\r\n1\t2', ['order', 'date']],
])('the columns of %j', (csv, columns) => expect(readColumns(csv)).toEqual(columns));
