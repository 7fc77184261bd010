import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { everyDecision, keepDecisions } from '../../shared/core/authorization/decisions-kept.ts';
import { countingDecisions } from '../../shared/core/authorization/payer-decisions.ts';
import type { Approval, DecisionsBeside } from '../../shared/core/model/approval.ts';
import type { ServiceFacts } from '../../shared/core/model/message/inquiry.ts';
import { decisionsInPlay } from '../../shared/core/policy/decisions-in-play.ts';
import { matchApproval, newestDecision } from '../../shared/core/policy/match-approval.ts';
import { approves, isOfCoverage } from '../../shared/core/policy/named-numbers.ts';
import { ruleset } from '../support/rules.ts';

const CODES = ['78452', '93351', '93015'] as const;
const TODAY = '2026-06-01';
const instant = (minute: number) => new Date(Date.UTC(2026, 4, 1) + minute * 60_000).toISOString();
const optional = <T>(values: readonly [T, ...T[]]) => fc.option(fc.constantFrom(...values), { nil: undefined });

/** Few values each, so that numbers, times and codes meet. */
const decision = fc.record(
  {
    decision: fc.constantFrom('approved', 'partial', 'denied', 'pended', 'cancelled', 'not-required', 'appealed'),
    number: fc.constantFrom('A-1', 'a1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8', 'A9', 'B1', 'B2'),
    numberKind: fc.constantFrom('case', 'call-reference'),
    codes: fc.uniqueArray(fc.constantFrom(...CODES), { maxLength: 2 }),
    payer: fc.constantFrom('one', 'two'),
    start: fc.constantFrom('2026-05-01', '2026-06-15'),
    end: fc.constantFrom('2026-05-20', '2026-06-30', '2026-08-01'),
    placeOfService: fc.constantFrom('11', '22'),
    units: fc.constantFrom(1, 2),
    source: fc.constant('portal' as const),
    receivedAt: fc.nat({ max: 60 }).map(instant),
  },
  { requiredKeys: ['decision', 'codes', 'source', 'receivedAt'] },
) as fc.Arbitrary<Approval>;
const recorded = fc
  .array(decision, { minLength: 1, maxLength: 40 })
  .map((all) => all.map((one, index): Approval => ({ ...one, recordedAt: instant(1_000 + index) })));

/** Decisions as one record after another takes them, read back in whatever order the table has them. */
const recordAll = (all: readonly Approval[]) => {
  let kept: readonly Approval[] = [];
  let stored: readonly Approval[] = [];
  let beside: DecisionsBeside | undefined;
  for (const one of all) {
    const next = keepDecisions(kept, one, { beside, read: stored }, TODAY);
    for (const left of next.moved) expect(kept).toContain(left);
    kept = next.kept;
    stored = [...stored, ...next.moved.map((left) => structuredClone(left))].reverse();
    ({ beside } = next);
  }
  return { kept, stored, beside };
};

describe('decisions kept on a record', () => {
  test('none is lost, and what counts is the same', () => {
    fc.assert(
      fc.property(recorded, (all) => {
        const { kept, stored, beside } = recordAll(all);
        const every = everyDecision(stored, kept);
        expect(every).toEqual(all);
        expect(beside?.count ?? 0).toBe(stored.length);
        const counting = countingDecisions(every);
        expect(beside?.counting ?? 0).toBe(counting.filter((one) => !kept.includes(one)).length);
        if (!beside?.counting) expect(countingDecisions(kept)).toEqual(counting);
      }),
    );
  });
  test('a record keeps few, with the newest among them', () => {
    fc.assert(
      fc.property(recorded, (all) => {
        const { kept } = recordAll(all);
        expect(kept.length).toBeLessThanOrEqual(11);
        const newest = Math.max(...all.map(({ receivedAt }) => Date.parse(receivedAt)));
        expect(kept.some(({ receivedAt }) => Date.parse(receivedAt) === newest)).toBe(true);
      }),
    );
  });
  test('long reasons leave the record sooner', () => {
    const reason = 'Not shown in the note. '.repeat(100);
    const all = [1, 2, 3, 4, 5].map(
      (n): Approval => ({
        decision: 'denied',
        number: `D${n}`,
        codes: [],
        source: 'fax',
        receivedAt: instant(n),
        reason,
      }),
    );
    const { kept, stored } = recordAll(all);
    expect([kept.length, stored.length]).toEqual([2, 3]);
  });
  test('a record of an earlier release with hundreds of them keeps a few from its next change on', () => {
    const all = Array.from(
      { length: 500 },
      (_, n): Approval => ({ decision: 'approved', number: `N${n}`, codes: [], source: 'fax', receivedAt: instant(n) }),
    );
    const { kept, moved, beside } = keepDecisions(all, undefined, { beside: undefined, read: [] }, TODAY);
    expect([kept.length, moved.length, beside]).toEqual([10, 490, { count: 490, counting: 490 }]);
    expect(everyDecision(moved, kept)).toEqual(all);
  });
  test('a decision a lost race stored beside the record counts once', () => {
    const [first, second] = [1, 2].map(
      (n): Approval => ({ decision: 'approved', number: `N${n}`, codes: [], source: 'fax', receivedAt: instant(n) }),
    ) as [Approval, Approval];
    expect(everyDecision([{ ...first }], [first, second])).toEqual([first, second]);
  });
});

describe('decisions stored with a question', () => {
  const service = fc.record({
    codes: fc.uniqueArray(fc.constantFrom(...CODES), { minLength: 1, maxLength: 2 }),
    place: optional(['11', '22']),
  });
  const linesOf = ({ codes, place }: { codes: string[]; place: string | undefined }): ServiceFacts => ({
    line: 1,
    codes,
    ordered: [],
    modifiers: [],
    diagnoses: [],
    ...(place ? { placeOfService: place } : {}),
  });
  const rules = fc.constantFrom(
    undefined,
    ruleset(),
    ruleset({ codeSpecific: { value: false, evidence: 'verified' } }),
  );
  const dates = fc.constantFrom('2026-05-10', '2026-06-20', '2026-07-15');

  test('come to what all of them come to', () => {
    fc.assert(
      fc.property(recorded, service, dates, rules, optional(['one', 'two']), (all, asked, date, rule, payer) => {
        const line = linesOf(asked);
        const counting = countingDecisions(all);
        const under = (some: readonly Approval[]) =>
          some.filter((one) =>
            isOfCoverage(one, {
              inForce: 'yes',
              says: '',
              source: 'coverage',
              warnings: [],
              payers: payer ? [payer] : [],
            }),
          );
        const chosen = matchApproval(under(counting), line, date, rule);
        const stored = decisionsInPlay(counting, [line], chosen ? [chosen.approval] : []);
        expect(matchApproval(under(stored), line, date, rule)).toEqual(chosen);
        expect(newestDecision(under(stored), line)).toEqual(newestDecision(under(counting), line));
        expect(stored.some(approves)).toBe(counting.some(approves));
      }),
      { numRuns: 300 },
    );
  });
});
