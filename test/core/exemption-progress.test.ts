import { expect, test } from 'vitest';
import { exemptionProgress } from '../../shared/core/authorization/exemption-progress.ts';
import type { Approval } from '../../shared/core/model/approval.ts';
import { codebook } from '../support/service-lines.ts';

const word = (decision: Approval['decision'], on: string, more: Partial<Approval> = {}): Approval => ({
  payer: 'uhc-commercial',
  decision,
  number: `${decision}-${on}`,
  codes: [],
  source: 'portal',
  receivedAt: `${on}T12:00:00.000Z`,
  ...more,
});
const of = (...approvals: readonly Approval[]) => ({ approvals });

test('decisions count in their year, once an order and number, and only of the program’s payers', () => {
  const [program] = codebook.exemptionPrograms;
  if (!program) throw new Error('No program is held.');
  const records = [
    of(word('pended', '2026-05-01', { number: 'A' }), word('approved', '2026-05-03', { number: 'A' })),
    of(word('denied', '2025-12-01')),
    of(word('partial', '2026-11-30')),
    of(word('approved', '2025-11-30')),
    of(word('approved', '2024-11-30')),
    of(word('approved', '2026-05-01', { payer: 'cigna-commercial' })),
    of(word('pended', '2026-05-01'), word('cancelled', '2026-05-02')),
  ];
  expect(exemptionProgress(records, program, '2026-11-30')).toEqual([
    { from: '2025-12-01', to: '2026-11-30', decided: 3, approved: 2 },
    { from: '2024-12-01', to: '2025-11-30', decided: 1, approved: 1 },
  ]);
});
