import { describe, expect, test } from 'vitest';
import type { Facts } from '../../shared/core/model/facts.ts';
import { known } from '../../shared/core/model/facts.ts';
import type { Exception, GroupId } from '../../shared/core/model/ruleset.ts';
import { resolvePolicy } from '../../shared/core/policy/resolve-policy.ts';
import { bundle, isTrue, program } from '../support/rules.ts';
import { codebook } from '../support/service-lines.ts';

const graded = (value: string) => ({ value, evidence: 'verified' });
const exception = (id: string, level: Exception['level'], more: Partial<Exception>): Exception => ({
  id,
  level,
  where: { siteState: ['FL'] },
  set: { 'policies.*.priorAuth': graded('ask-plan') },
  says: `${id} applies.`,
  evidence: 'verified',
  ...more,
});
const FLORIDA: Facts = { siteState: known('FL'), planProduct: known('gold') };

const resolve = (
  exceptions: readonly Exception[],
  facts: Facts = FLORIDA,
  group: GroupId = 'mpi',
  date = '2026-05-12',
) =>
  resolvePolicy(
    bundle({ programs: [program({ supports: [isTrue('canExercise')] })], ruleset: { exceptions } }),
    group,
    { facts, serviceDate: date, codebook },
  );
const need = (...from: Parameters<typeof resolve>) => {
  const policy = resolve(...from);
  return policy === 'ambiguous' ? policy : policy.policy.priorAuth.value;
};

describe('when an exception applies', () => {
  const state = exception('state', 'state', {});
  test.each<[string, Facts, string]>([
    ['the fact is known and listed', FLORIDA, 'ask-plan'],
    ['known and not listed', { siteState: known('TX') }, 'required'],
    ['not known', {}, 'required'],
  ])('%s', (_, facts, expected) => {
    expect(need([state], facts, 'ecg')).toBe(expected);
  });
  test('every named fact must fit', () => {
    const both = exception('both', 'plan', { where: { siteState: ['FL'], planProduct: ['silver'] } });
    expect(need([both])).toBe('required');
  });
  test('its condition must be met, not only open', () => {
    const adults = exception('adults', 'state', { when: { fact: 'age', op: 'atLeast', value: 21 } });
    expect(need([adults], { ...FLORIDA, age: known(21) })).toBe('ask-plan');
    expect(need([adults], { ...FLORIDA, age: known(20) })).toBe('required');
    expect(need([adults])).toBe('required');
  });
  test.each([
    ['2026-06-30', 'required'],
    ['2026-07-01', 'ask-plan'],
    ['2026-12-31', 'ask-plan'],
    ['2027-01-01', 'required'],
  ])('on %s: %s', (date, expected) => {
    const dated = exception('dated', 'state', { from: '2026-07-01', to: '2026-12-31' });
    expect(need([dated], FLORIDA, 'mpi', date)).toBe(expected);
  });
});

describe('plan over state over payer', () => {
  const state = exception('state', 'state', {});
  const plan = exception('plan', 'plan', {
    where: { planProduct: ['gold'] },
    set: { 'policies.*.priorAuth': graded('not-required') },
  });
  test('whatever their order in the file', () => {
    expect(need([state, plan])).toBe('not-required');
    expect(need([plan, state])).toBe('not-required');
  });
  test('the answer says which one set it', () => {
    const policy = resolve([state, plan]);
    expect(policy).toMatchObject({ priorAuthSays: 'plan applies.' });
  });
});

describe('two of one level', () => {
  const one = exception('one', 'state', {});
  const same = exception('same', 'state', {});
  const other = exception('other', 'state', { set: { 'policies.*.priorAuth': graded('not-required') } });
  test('that say the same are one', () => {
    expect(need([one, same])).toBe('ask-plan');
  });
  test('that differ are refused', () => {
    expect(need([one, other])).toBe('ambiguous');
    expect(need([other, one])).toBe('ambiguous');
  });
  test('that differ for one group are refused there only', () => {
    const forPet = exception('pet', 'state', { set: { 'policies.pet.priorAuth': graded('not-required') } });
    expect(need([one, forPet], FLORIDA, 'pet')).toBe('ambiguous');
    expect(need([one, forPet], FLORIDA, 'mpi')).toBe('ask-plan');
  });
  test('of which one sets the whole and one a part are refused', () => {
    const whole = exception('whole', 'state', { set: { 'policies.mpi.necessity': { use: [], otherwise: 'review' } } });
    const part = exception('part', 'state', { set: { 'policies.mpi.necessity.otherwise': 'not-met' } });
    expect(need([whole, part])).toBe('ambiguous');
  });
  test('of which only one fits are no conflict', () => {
    expect(need([one, { ...other, where: { siteState: ['TX'] } }])).toBe('ask-plan');
  });
});

describe('what can be set', () => {
  const resolved = (set: Exception['set']) => {
    const policy = resolve([exception('x', 'plan', { set })]);
    if (policy === 'ambiguous') throw new Error('ambiguous');
    return policy;
  };
  test('fields of the ruleset', () => {
    const { ruleset } = resolved({ route: { value: ['fax'], evidence: 'verified' } });
    expect(ruleset.route.value).toEqual(['fax']);
    expect(ruleset.vendor.value).toBe('own');
  });
  test('the criteria of a group, compiled anew', () => {
    expect(resolved({ 'policies.mpi.necessity.use': [] }).necessity.criteria).toEqual([]);
    expect(resolved({ 'policies.ecg.necessity.use': [] }).necessity.criteria).toHaveLength(1);
  });
  test('the rules themselves stay as they are', () => {
    const rules = bundle({ ruleset: { exceptions: [exception('state', 'state', {})] } });
    const before = JSON.stringify(rules);
    resolvePolicy(rules, 'mpi', { facts: FLORIDA, serviceDate: '2026-05-12', codebook });
    expect(JSON.stringify(rules)).toBe(before);
  });
});

test('parameters: the program’s own value, the policy’s, the exception’s', () => {
  const late = { fact: 'priorCabg', op: 'passedYears', value: { parameter: 'years' } } as const;
  const timed = {
    ...program({ supports: [late] }),
    parameters: { years: { default: 3, evidence: 'verified' as const } },
  };
  const operands = (withYears: number | undefined, set: Exception['set'] | undefined) => {
    const rules = bundle({ programs: [timed] });
    const use = [{ program: 'program', ...(withYears === undefined ? {} : { with: { years: withYears } }) }];
    const mpi = { ...rules.ruleset.policies.mpi, necessity: { use, otherwise: 'review' as const } };
    const ruleset = {
      ...rules.ruleset,
      policies: { ...rules.ruleset.policies, mpi },
      exceptions: set ? [exception('years', 'state', { set })] : [],
    };
    const policy = resolvePolicy({ ...rules, ruleset }, 'mpi', { facts: FLORIDA, serviceDate: '2026-05-12', codebook });
    return policy === 'ambiguous' ? policy : policy.necessity.readings.map(({ operand }) => operand);
  };
  expect(operands(undefined, undefined)).toEqual([3]);
  expect(operands(5, undefined)).toEqual([5]);
  expect(operands(5, { 'policies.*.necessity.parameters': { program: { years: 2 } } })).toEqual([2]);
});
