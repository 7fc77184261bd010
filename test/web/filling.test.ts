import { expect, test } from 'vitest';
import { scriptsIn } from '../../infra/local/sandbox/script.ts';
import { DEMO_VISITS, filledSoFar } from '../../web/pages/today/filling.ts';

const rows = (visits: number, orders = 0) =>
  Array.from({ length: visits + orders }, (_, index) => ({
    row: index + 1,
    ...(index < visits ? { appointment: `a${index}` } : {}),
    orders: [`o${index}`],
    codes: [],
    clocks: [],
    notes: 0,
    notRead: [],
    answer: 'yes' as const,
    reasons: [],
    nextStep: '',
  }));
const demo = (sinceMs: number) => ({ isDemo: true, sinceMs });

test('the demo day has as many visits as its scripts', () => {
  expect(scriptsIn('demo-day')).toHaveLength(DEMO_VISITS);
});

test('an order whose visit has not come yet does not count', () => {
  expect(filledSoFar(rows(5, 3), demo(1_000))).toBe(5);
  expect(filledSoFar(rows(13, 1), demo(1_000))).toBe(13);
  expect(filledSoFar(rows(14, 1), demo(1_000))).toBeUndefined();
});

test('nobody waits for a demo day that is off, that never ends, or on another list', () => {
  expect(filledSoFar(rows(0), demo(1_000))).toBe(0);
  expect(filledSoFar(rows(0), demo(5_000))).toBeUndefined();
  expect(filledSoFar(rows(5), demo(31_000))).toBeUndefined();
  expect(filledSoFar(rows(5), { isDemo: false, sinceMs: 0 })).toBeUndefined();
});
