import { describe, expect, test } from 'vitest';
import { dueOf } from '../../shared/core/authorization/due.ts';
import type { PayerClock } from '../../shared/core/model/ruleset.ts';

const clock = (amount: number, unit: PayerClock['unit']): PayerClock => ({
  amount,
  unit,
  from: 'received',
  evidence: 'verified',
});

describe('when an answer is due', () => {
  test.each<[string, PayerClock, string, string]>([
    ['hours to the minute', clock(72, 'hours'), '2026-05-12T15:30:00.000Z', '2026-05-15T15:30:00.000Z'],
    ['calendar days to the day', clock(7, 'calendar-days'), '2026-05-12T15:30:00.000Z', '2026-05-19'],
    ['over the end of a month', clock(15, 'calendar-days'), '2026-02-20T00:00:00.000Z', '2026-03-07'],
    ['working days from a Tuesday', clock(3, 'working-days'), '2026-05-12T15:30:00.000Z', '2026-05-15'],
    ['working days over a weekend', clock(3, 'working-days'), '2026-05-14T15:30:00.000Z', '2026-05-19'],
    ['working days from a Saturday', clock(1, 'working-days'), '2026-05-16T15:30:00.000Z', '2026-05-18'],
  ])('%s', (_, rule, receivedAt, due) => {
    expect(dueOf(rule, receivedAt)).toBe(due);
  });
});
