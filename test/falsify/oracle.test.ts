import { describe, expect, test } from 'vitest';
import { type Falsified, NOTHING_FALSIFIED, permits, permitsInstead } from '../../infra/cli/falsify/oracle/oracle.ts';
import { needsUnder, open } from '../../infra/cli/falsify/oracle/rules-held.ts';
import type { Truth } from '../../infra/cli/falsify/orders/order.ts';

const OFFICE = { state: 'OH', place: '11', encounter: 'AMB', date: '2026-05-12' };
const MEDICARE: Truth = { ...OFFICE, payer: 'original-medicare', code: '78452', group: 'mpi' };
const CIGNA: Truth = { ...OFFICE, payer: 'cigna-commercial', code: '78452', group: 'mpi' };
const UHC_MPI: Truth = { ...OFFICE, payer: 'uhc-commercial', code: '78452', group: 'mpi' };
const TREADMILL: Truth = { ...OFFICE, payer: 'uhc-commercial', code: '93015', group: 'ecg' };

describe('what the rules held allow', () => {
  const ordinary = { planProduct: undefined, delegated: false, siteState: 'OH' };
  test('an exception by product or state counts where the fact is stated, and opens both answers where it is not', () => {
    expect([...needsUnder(TREADMILL, { ...ordinary, planProduct: 'oxford' })]).toEqual(['ask-plan']);
    expect([...needsUnder(TREADMILL, ordinary)]).toEqual(['not-required']);
    expect([...needsUnder(TREADMILL, { ...ordinary, planProduct: open })].sort()).toEqual(['ask-plan', 'not-required']);
  });
  test('no rule for the date or the payer: ask', () => {
    expect([...needsUnder({ ...MEDICARE, date: '2019-05-12' }, ordinary)]).toEqual(['ask-plan']);
    expect([...needsUnder({ ...MEDICARE, payer: 'nobody' }, ordinary)]).toEqual(['ask-plan']);
  });
});

test('a notice still spares the test it names, beside another one that was ordered since', () => {
  const since: Falsified = {
    subject: 'exemption',
    how: 'other',
    truth: { ...CIGNA, code: '93351', group: 'stress-echo' },
  };
  expect(permitsInstead(CIGNA, since, '78452', 'card')).toBe('no');
  expect(permitsInstead(CIGNA, { ...since, sparedCode: '78452' }, '78452', 'card')).toBe('said');
  expect(permitsInstead(CIGNA, { ...since, sparedCode: '78452' }, '75563', 'card')).toBe('no');
});

describe('whether a yes is permissible', () => {
  const changed = (subject: Falsified['subject'], how: Falsified['how'], more: Partial<Falsified> = {}): Falsified => ({
    subject,
    how,
    ...more,
  });
  test.each<[string, Truth, Falsified, string]>([
    ['no authorization needed', MEDICARE, NOTHING_FALSIFIED, 'yes'],
    ['authorization needed', CIGNA, NOTHING_FALSIFIED, 'no'],
    ['needed, and approved', { ...CIGNA, approved: true }, NOTHING_FALSIFIED, 'yes'],
    [
      'the approval no longer fits',
      { ...CIGNA, approved: true },
      changed('approval', 'other', { unapproved: true }),
      'no',
    ],
    ['an exempt setting', { ...CIGNA, place: '23', encounter: 'EMER' }, NOTHING_FALSIFIED, 'yes'],
    ['a product nobody named', TREADMILL, NOTHING_FALSIFIED, 'said'],
    ['an unreadable site', MEDICARE, changed('site', 'unreadable'), 'no'],
    ['a contradictory code, approved', { ...CIGNA, approved: true }, changed('code', 'contradictory'), 'no'],
    ['an unreadable product, approved', { ...CIGNA, approved: true }, changed('product', 'unreadable'), 'yes'],
    ['no state, and none counts', MEDICARE, changed('site', 'removed'), 'yes'],
    ['no coverage', MEDICARE, changed('coverage', 'removed'), 'no'],
    ['a reason of another chapter', MEDICARE, changed('necessity', 'other'), 'not-bare'],
    ['a notice of the plan, and no group decides', { ...CIGNA, exempt: true }, NOTHING_FALSIFIED, 'said'],
    ['a notice, and a group decides', { ...CIGNA, exempt: true, delegated: true }, NOTHING_FALSIFIED, 'no'],
    ['a notice beside "ask the plan"', { ...UHC_MPI, exempt: true }, NOTHING_FALSIFIED, 'no'],
    ['a notice that no longer counts', CIGNA, changed('exemption', 'other'), 'no'],
    [
      'a notice that no longer counts at the gate',
      CIGNA,
      changed('exemption', 'removed', { only: ['bookable'], unfalsified: { ...CIGNA, exempt: true } }),
      'said',
    ],
    ['silence of the payer', CIGNA, changed('clock', 'other', { unapproved: true }), 'no'],
    ['another way of asking was falsified', MEDICARE, changed('list', 'unreadable', { only: ['csv'] }), 'yes'],
  ])('%s', (_, truth, change, permission) => {
    expect(permits(truth, change, 'submit')).toBe(permission);
  });
});
