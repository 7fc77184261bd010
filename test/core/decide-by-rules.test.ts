import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DecidingPayer, decideBeside, decideByRules } from '../../shared/core/authorization/decide-by-rules.ts';
import type { ItemState } from '../../shared/core/authorization/review-item.ts';
import { ADVICE } from '../../shared/core/model/advice.ts';
import type { CoverageVerdict } from '../../shared/core/model/assessment.ts';
import type { Determination } from '../../shared/core/model/determination.ts';

/** Only what the decision looks at; the rest of them is left out. */
const asDetermination = (value: object): Determination => JSON.parse(JSON.stringify(value));
const asVerdict = (value: object): CoverageVerdict => JSON.parse(JSON.stringify(value));

const LEVELS = ['verified', 'secondary', 'illustrative'] as const;

const FREEING = ['pa-likely-approve', 'proceed-no-pa', 'pa-not-required-setting'] as const;
const rarely = <T>(usual: T, ...others: readonly T[]) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(usual, ...others) });

const determination = fc
  .record({
    line: fc.constant(1),
    role: fc.constantFrom('test', 'companion', 'other'),
    codes: fc.constant(['93351']),
    advice: fc.oneof(fc.constantFrom(...ADVICE), fc.constantFrom(...FREEING)),
    necessity: rarely('met', 'not-met', 'review', 'unknown', 'none'),
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
    findings: fc.array(fc.record({ severity: rarely('warning', 'error') }), { maxLength: 2 }),
    missing: fc.constant([]),
    documents: fc.constantFrom([], ['office-note']),
    illustrative: rarely(false, true),
    assumed: rarely<string[] | undefined>(undefined, [], ['need'], ['criteria']),
    ruleLevel: rarely<string | undefined>(undefined, ...LEVELS),
    serviceDate: fc.constantFrom('2026-05-01', '2026-06-15', '2026-12-15'),
    serviceDateAssumed: rarely<boolean | undefined>(undefined, true),
  })
  .map(asDetermination);

const verdict = fc
  .record({
    inForce: rarely('yes', 'no', 'unknown'),
    source: fc.constantFrom('payer', 'roster', 'coverage', 'none'),
    payers: rarely<string[]>(['a'], [], ['a', 'b']),
    warnings: fc.constant([]),
    says: fc.constant(''),
    conflict: rarely<object | undefined>(undefined, { says: '', carc: [] }),
    wrongPayer: rarely<boolean | undefined>(undefined, true),
  })
  .map(asVerdict);

const payer: fc.Arbitrary<DecidingPayer> = fc.record({
  hasAdopted: rarely<boolean>(true, false),
  isTest: fc.boolean(),
  contact: fc.constantFrom(undefined, '1-800-555-0100'),
  policy: fc.constant(undefined),
  today: fc.constant('2026-06-01'),
  serviceEnd: fc.constantFrom('2026-06-15', '2026-12-31'),
  number: fc.constant('PA-1'),
});

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
  expect(decided).toBeGreaterThan(200);
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
