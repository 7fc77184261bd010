import { describe, expect, test } from 'vitest';
import { decide } from '../../shared/core/decide/decide.ts';
import { known } from '../../shared/core/model/facts.ts';
import type { Exception } from '../../shared/core/model/ruleset.ts';
import { answerOf, type Given, rules } from '../support/cases.ts';
import { bundle, line } from '../support/rules.ts';

const BY_FAX: Exception = {
  id: 'fax',
  level: 'state',
  where: { siteState: ['FL'] },
  set: { route: { value: ['fax'], evidence: 'verified' } },
  says: 'Here by fax.',
  evidence: 'verified',
};
const CANNOT_EXERCISE = { age: 60, sex: 'male', chestPain: 'cardiac', exertionalDyspnea: false, canExercise: false };
const reasonsOf = (payer: string, state: string, more: Partial<Given> = {}): readonly string[] =>
  answerOf({ payer, state, lines: ['78452'], diagnoses: ['R07.9'], facts: CANNOT_EXERCISE, ...more }).coverages[0]!
    .determinations[0]!.reasons;
const saysOf = (payer: string, id: string): string => {
  const bundle = rules.select(payer, '2026-05-12');
  const found = bundle?.ruleset.exceptions.find((one) => one.id === id);
  if (!found) throw new Error(`${payer} has no exception ${id}.`);
  return found.says;
};

describe('an exception that applies is told', () => {
  test.each([
    ['medicaid', 'TX', 'texas-plans'],
    ['medicaid', 'NC', 'north-carolina-adults'],
  ])('%s in %s: where it settles authorization, first', (payer, state, id) => {
    const says = saysOf(payer, id);
    expect(reasonsOf(payer, state)[0]).toBe(says);
    expect(reasonsOf(payer, state).filter((one) => one === says)).toHaveLength(1);
    expect(reasonsOf(payer, 'OH')).not.toContain(says);
  });

  test('Texas by the plan type: an old manual for fee-for-service, the plan where one decides', () => {
    const ofType = (planType: 'medicaid' | 'medicaid-managed') =>
      decide(
        line({
          bundle: rules.select('medicaid', '2026-05-12'),
          facts: { siteState: known('TX') },
          verdict: {
            ...line().verdict,
            coverage: { reference: 'Coverage/1', status: 'active', focal: true, planType },
          },
        }),
      );
    const fee = ofType('medicaid');
    expect([fee.advice, fee.reasons[0]]).toEqual(['ask-plan', saysOf('medicaid', 'texas-fee-for-service')]);
    const managed = ofType('medicaid-managed');
    expect([managed.advice, managed.reasons[0]]).toEqual(['ask-plan', saysOf('medicaid', 'texas-plans')]);
  });

  test.each([
    ['IL', 'local-document-ngs'],
    ['NY', 'local-document-ngs'],
    ['KY', 'local-document-cgs'],
  ])('a document of which only the number is held is named in %s', (state, id) => {
    expect(reasonsOf('original-medicare', state)).toContain(saysOf('original-medicare', id));
    expect(reasonsOf('original-medicare', 'OK')).not.toContain(saysOf('original-medicare', id));
  });

  test('where it sets the criteria, after what decided', () => {
    const says = saysOf('original-medicare', 'local-document-novitas-first-coast');
    expect(reasonsOf('original-medicare', 'TX').at(-1)).toBe(says);
    expect(reasonsOf('original-medicare', 'TX').length).toBeGreaterThan(2);
    expect(reasonsOf('original-medicare', 'OH')).not.toContain(says);
  });

  test('where it sets how to ask, only if there is something to ask for', () => {
    const florida = reasonsOf('humana-commercial', 'FL');
    const elsewhere = reasonsOf('humana-commercial', 'OH');
    expect(florida.slice(0, -1)).toEqual(elsewhere);
    expect(florida.at(-1)).toContain('Availity');
    const reasons = (priorAuth: 'required' | 'not-required') =>
      decide(
        line({ bundle: bundle({ priorAuth, ruleset: { exceptions: [BY_FAX] } }), facts: { siteState: known('FL') } }),
      ).reasons;
    expect(reasons('required')).toContain('Here by fax.');
    expect(reasons('not-required')).not.toContain('Here by fax.');
  });
});
