import { describe, expect, test } from 'vitest';
import { decide } from '../../shared/core/decide/decide.ts';
import { line } from '../support/rules.ts';

const covered = { inForce: 'yes', says: 'In force.', source: 'coverage', warnings: [], payers: ['payer'] } as const;
const under = (selfPay: boolean) => ({
  ...covered,
  coverage: { reference: 'Coverage/1', status: 'active' as const, focal: true, ...(selfPay ? { selfPay } : {}) },
});
const estimates = (warnings: readonly string[]) => warnings.filter((one) => one.includes('good-faith estimate'));

describe('the estimate a patient is due who pays without a plan', () => {
  test('says by when, by how far ahead the visit is scheduled, and that no amount shown is one', () => {
    expect(estimates(decide(line({ verdict: under(true) })).warnings)).toEqual([
      'Self-pay: the patient is due a written good-faith estimate (45 CFR 149.610): within 3 business days of scheduling if the visit is 10 or more business days ahead; within 1 business day of scheduling if the visit is 3 to 9 business days ahead; within 3 business days of a request. The amounts shown here are no such estimate.',
    ]);
  });

  test('nothing where a plan pays, on a claim, or before the rule', () => {
    expect(estimates(decide(line({ verdict: under(false) })).warnings)).toEqual([]);
    expect(estimates(decide(line({ verdict: under(true), use: 'claim' })).warnings)).toEqual([]);
    const before = line({ verdict: under(true), service: { serviceDate: '2021-12-31' } });
    expect(estimates(decide(before).warnings)).toEqual([]);
  });
});
