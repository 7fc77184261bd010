import { describe, expect, test } from 'vitest';
import { type CoverageContext, judgeCoverage } from '../../shared/core/coverage/coverage.ts';
import type { CoverageFacts } from '../../shared/core/model/message/inquiry.ts';

const coverage = (more: Partial<CoverageFacts> = {}): CoverageFacts => ({
  reference: 'Coverage/1',
  status: 'active',
  focal: true,
  start: '2026-01-01',
  end: '2026-12-31',
  ...more,
});
const context = (more: Partial<CoverageContext> = {}): CoverageContext => ({
  serviceDate: '2026-05-12',
  payers: ['payer'],
  insurerPayers: [],
  notListed: false,
  confirmationRequired: false,
  ...more,
});
const judge = (about: Partial<CoverageFacts>, more: Partial<CoverageContext> = {}) =>
  judgeCoverage(coverage(about), context(more));

describe('the coverage in the message', () => {
  test.each<[string, Partial<CoverageFacts>, string, string | undefined]>([
    ['in force', {}, 'yes', undefined],
    ['first day', { start: '2026-05-12' }, 'yes', undefined],
    ['last day', { end: '2026-05-12' }, 'yes', undefined],
    ['starts later', { start: '2026-05-13' }, 'no', '26'],
    ['ended', { end: '2026-05-11' }, 'no', '27'],
    ['ends some day this month', { end: '2026-05' }, 'yes', undefined],
    ['started some day this year', { start: '2026' }, 'yes', undefined],
    ['cancelled', { status: 'cancelled' }, 'no', '27'],
    ['a draft', { status: 'draft' }, 'no', '27'],
    ['entered in error', { status: 'entered-in-error' }, 'no', '27'],
  ])('%s', (_, about, inForce, carc) => {
    const verdict = judge(about);
    expect([verdict.inForce, verdict.carc]).toEqual([inForce, carc]);
    expect(verdict.reason).toBe(inForce === 'no' ? 'no-active-coverage' : undefined);
    expect(verdict.source).toBe('coverage');
  });
  test('without a period it counts, and says that nobody confirmed it', () => {
    const { start: _s, end: _e, ...open } = coverage();
    const verdict = judgeCoverage(open, context());
    expect(verdict.inForce).toBe('yes');
    expect(verdict.says).toContain('not confirmed');
    expect(verdict.start ?? verdict.end).toBeUndefined();
  });
  test('that it is not confirmed is a warning', () => {
    expect(judge({}).warnings.join()).toContain('not confirmed with the payer');
    expect(judge({ status: 'cancelled' }).warnings).toEqual([]);
  });
  test('a period that ends before it starts is told', () => {
    expect(judge({ start: '2026-06-01', end: '2026-01-01' }).warnings.join()).toContain('ends before it starts');
  });
});

describe('the roster is stronger', () => {
  test('it counts where it disagrees, and its period is the benefit period', () => {
    const verdict = judge({}, { roster: { status: 'active', start: '2025-01-01', end: '2026-04-30' } });
    expect([verdict.inForce, verdict.carc, verdict.source]).toEqual(['no', '27', 'roster']);
    expect([verdict.start, verdict.end]).toEqual(['2025-01-01', '2026-04-30']);
    expect(verdict.warnings.join()).toContain('the roster counts');
  });
  test('it revives what the message calls ended', () => {
    const verdict = judge(
      { end: '2026-01-31' },
      { roster: { status: 'active', start: '2026-01-01', end: '2026-12-31' } },
    );
    expect(verdict.inForce).toBe('yes');
  });
  test('a membership that ended without a date is not in force', () => {
    expect(judge({}, { roster: { status: 'terminated' } }).inForce).toBe('no');
  });
  test('a membership that ends later still is', () => {
    expect(judge({}, { roster: { status: 'terminated', end: '2026-05-31' } }).inForce).toBe('yes');
  });
  test('another date of birth is told, and decides nothing', () => {
    const verdict = judge(
      {},
      { roster: { status: 'active', birthDate: '1960-01-01' }, patientBirthDate: '1961-01-01' },
    );
    expect(verdict.inForce).toBe('yes');
    expect(verdict.warnings.join()).toContain('date of birth');
  });
  test('of a subscriber on a complete roster it decides: the payer will not find the coverage either', () => {
    const roster = { status: 'active', birthDate: '1960-01-01' } as const;
    const context = { roster, rosterComplete: true, patientBirthDate: '1961-01-01' };
    const verdict = judge({ ownMembership: true }, context);
    expect([verdict.inForce, verdict.reason, verdict.carc]).toEqual(['no', 'coverage-not-found', '31']);
    // A dependent may share the number.
    expect(judge({}, context).inForce).toBe('yes');
    expect(judge({ ownMembership: true }, { ...context, rosterComplete: false }).inForce).toBe('yes');
    expect(judge({ ownMembership: true }, { ...context, patientBirthDate: '1960-01-01' }).inForce).toBe('yes');
  });
  test('a complete roster without the member: not a member', () => {
    const verdict = judge({}, { notListed: true });
    expect([verdict.inForce, verdict.reason, verdict.carc, verdict.source]).toEqual([
      'no',
      'no-member-found',
      '31',
      'roster',
    ]);
  });
});

describe('confirmation', () => {
  test('a tenant may require it: then the message alone leaves it open', () => {
    expect(judge({}, { confirmationRequired: true }).inForce).toBe('unknown');
    expect(judge({ end: '2026-01-31' }, { confirmationRequired: true }).inForce).toBe('no');
  });
  test('the roster confirms', () => {
    expect(judge({}, { confirmationRequired: true, roster: { status: 'active' } }).inForce).toBe('yes');
  });
});

describe('who pays', () => {
  test('the request names another payer', () => {
    expect(judge({}, { insurerPayers: ['other'] }).wrongPayer).toBe(true);
    expect(judge({}, { insurerPayers: ['payer'] }).wrongPayer).toBeUndefined();
    expect(judge({}, { payers: [], insurerPayers: ['other'] }).wrongPayer).toBeUndefined();
  });
  test('self-pay asks nobody', () => {
    const verdict = judge(
      { selfPay: true, start: '2019-01-01', end: '2020-01-01' },
      { confirmationRequired: true, notListed: true },
    );
    expect([verdict.inForce, verdict.says, verdict.source]).toEqual([
      'yes',
      'Self-pay: no payer is asked.',
      'coverage',
    ]);
    expect(verdict.warnings).toEqual([]);
  });
});

test('nobody is covered after death', () => {
  const verdict = judge({}, { deceased: true, roster: { status: 'active' } });
  expect([verdict.inForce, verdict.reason]).toEqual(['no', 'no-active-coverage']);
  expect(verdict.says).toContain('deceased');
});

describe('the word of the payer itself', () => {
  const confirmed = { inForce: true, on: '2026-05-12' };
  const roster = { status: 'active', start: '2020-01-01', end: '2026-01-31' } as const;

  test('outranks roster and Coverage, says so, and is confirmation enough', () => {
    const verdict = judge({ confirmed, end: '2026-01-31' }, { roster, confirmationRequired: true });
    expect(verdict).toMatchObject({ inForce: 'yes', source: 'payer' });
    expect(verdict.warnings).toEqual([
      'The coverage in the message and the payer disagree; the payer counts.',
      'The member roster and the payer disagree; the payer counts.',
    ]);
  });

  test.each([
    ['ended', {}, '27'],
    ['not begun', { start: '2026-06-01' }, '26'],
  ])('not in force: %s', (_, period, carc) => {
    const verdict = judge({ confirmed: { ...confirmed, inForce: false, ...period } });
    expect(verdict).toMatchObject({ inForce: 'no', source: 'payer', carc, reason: 'no-active-coverage' });
  });

  test('holds for another date only as far as it named a period', () => {
    const other = { serviceDate: '2026-07-01' };
    expect(judge({ confirmed }, other).source).toBe('coverage');
    const until = { ...confirmed, end: '2026-06-30' };
    expect(judge({ confirmed: until }, other)).toMatchObject({ inForce: 'no', source: 'payer', end: '2026-06-30' });
    expect(judge({ confirmed: { ...until, end: '2026-12-31' } }, other)).toMatchObject({ inForce: 'yes' });
  });

  test('counts for nobody who pays himself', () => {
    expect(judge({ confirmed: { ...confirmed, inForce: false }, selfPay: true })).toMatchObject({ inForce: 'yes' });
  });
});
