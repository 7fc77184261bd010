import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DecidingPayer, decideBeside, decideByRules } from '../../shared/core/authorization/decide-by-rules.ts';
import type { ItemState } from '../../shared/core/authorization/review-request.ts';
import { ADVICE } from '../../shared/core/model/advice.ts';
import type { CoverageVerdict } from '../../shared/core/model/assessment.ts';
import type { Determination } from '../../shared/core/model/determination.ts';

const LEVELS = ['verified', 'secondary', 'illustrative'] as const;

const determination = fc.record({
  line: fc.constant(1),
  role: fc.constantFrom('test', 'companion', 'other'),
  codes: fc.constant(['93351']),
  advice: fc.constantFrom(...ADVICE),
  necessity: fc.constantFrom('met', 'not-met', 'review', 'unknown', 'none'),
  criteria: fc.array(
    fc.record({
      id: fc.constant('C'),
      result: fc.constantFrom('met', 'not-met', 'unknown'),
      level: fc.constantFrom(...LEVELS),
      says: fc.constant(''),
      cite: fc.constant(''),
    }),
    { maxLength: 3 },
  ),
  findings: fc.array(fc.record({ severity: fc.constantFrom('error', 'warning') }), { maxLength: 2 }),
  missing: fc.constant([]),
  documents: fc.constantFrom([], ['office-note']),
  illustrative: fc.boolean(),
  assumed: fc.constantFrom(undefined, [], ['need'], ['criteria']),
  ruleLevel: fc.constantFrom(undefined, ...LEVELS),
  serviceDate: fc.constantFrom('2026-05-01', '2026-06-15', '2026-12-15'),
  serviceDateAssumed: fc.constantFrom(undefined, true),
}) as unknown as fc.Arbitrary<Determination>;

const verdict = fc.record({
  inForce: fc.constantFrom('yes', 'no', 'unknown'),
  source: fc.constantFrom('payer', 'roster', 'coverage', 'none'),
  payers: fc.constantFrom(['a'], [], ['a', 'b']),
  warnings: fc.constant([]),
  says: fc.constant(''),
  conflict: fc.constantFrom(undefined, { says: '', carc: [] }),
  wrongPayer: fc.constantFrom(undefined, true),
}) as unknown as fc.Arbitrary<CoverageVerdict>;

const payer = fc.record({
  hasAdopted: fc.boolean(),
  isTest: fc.boolean(),
  contact: fc.constantFrom(undefined, '1-800-555-0100'),
  policy: fc.constant(undefined),
  today: fc.constant('2026-06-01'),
  serviceEnd: fc.constantFrom('2026-06-15', '2026-12-31'),
  number: fc.constant('PA-1'),
}) as fc.Arbitrary<DecidingPayer>;

const RUNS = { numRuns: 5_000 };

test('rules never refuse, modify or certify in part', () => {
  fc.assert(
    fc.property(determination, verdict, payer, (one, under, by) => {
      const { is } = decideByRules(one, under, by);
      expect(['certified', 'not-required', 'referred', 'pended']).toContain(is);
    }),
    RUNS,
  );
});

test('rules certify, or free, only what is adopted, founded, shown, of a known member and this payer', () => {
  let decided = 0;
  fc.assert(
    fc.property(determination, verdict, payer, (one, under, by) => {
      const { is } = decideByRules(one, under, by);
      if (is !== 'certified' && is !== 'not-required') return;
      decided += 1;
      expect([by.hasAdopted, one.illustrative, one.assumed?.length ?? 0]).toEqual([true, false, 0]);
      expect([under.inForce, under.payers.length, under.conflict, under.wrongPayer]).toEqual([
        'yes',
        1,
        undefined,
        undefined,
      ]);
      if (!by.isTest) expect(['payer', 'roster']).toContain(under.source);
      expect(one.findings.some(({ severity }) => severity === 'error')).toBe(false);
      if (is === 'certified')
        expect([
          one.advice,
          one.criteria.some(({ result, level }) => result === 'met' && level !== 'illustrative'),
        ]).toEqual(['pa-likely-approve', true]);
      else expect(['proceed-no-pa', 'pa-not-required-setting']).toContain(one.advice);
    }),
    { numRuns: 20_000 },
  );
  expect(decided).toBeGreaterThan(20);
});

test('what accompanies a test is certified with it alone', () => {
  const lead = fc.constantFrom<ItemState | undefined>(
    undefined,
    { is: 'pended', needs: [], says: [] },
    { is: 'referred', says: '' },
    { is: 'not-required', says: '' },
    { is: 'certified', number: 'PA-1', issued: '2026-06-01', period: { start: '2026-06-01', end: '2026-06-30' } },
  );
  fc.assert(
    fc.property(determination, lead, (one, state) => {
      const { is } = decideBeside(one, state);
      if (is === 'certified' || is === 'not-required') expect([one.role, state?.is]).toEqual(['companion', is]);
      else expect(is).toBe('pended');
    }),
    RUNS,
  );
});
