import { describe, expect, test } from 'vitest';
import type { PlanType } from '../../shared/core/model/facts.ts';
import type { CoverageFacts } from '../../shared/core/model/message/inquiry.ts';
import { loadRules } from '../../shared/rule-files/load-rules.ts';

const SYSTEM = 'https://rules.example/NamingSystem/payer';
const NAIC = 'urn:oid:2.16.840.1.113883.6.300';
const rules = loadRules();

const coverage = (more: Partial<CoverageFacts>): CoverageFacts => ({
  reference: 'Coverage/1',
  status: 'active',
  focal: true,
  ...more,
});
const named = (name: string, planType?: PlanType) =>
  rules.payersOf(coverage({ payor: { identifiers: [], name }, ...(planType ? { planType } : {}) }), SYSTEM);
const identified = (value: string, system = SYSTEM, more: Partial<CoverageFacts> = {}, name?: string) =>
  rules.payersOf(coverage({ payor: { identifiers: [{ system, value }], ...(name ? { name } : {}) }, ...more }), SYSTEM);

describe('our own naming system', () => {
  test.each(rules.payers.map(({ id }) => id))('%s matches itself', (id) => {
    expect(identified(id)).toEqual([id]);
    expect(rules.isPayer(id)).toBe(true);
  });
  test('decides alone, whatever the plan type and name', () => {
    expect(identified('highmark', SYSTEM, { planType: 'medicaid' }, 'Aetna')).toEqual(['highmark']);
  });
  test.each(['Highmark', 'highmark ', 'high-mark', 'highmarks', ''])('does not guess at %j', (id) => {
    expect(identified(id)).toEqual([]);
    expect(rules.isPayer(id)).toBe(false);
  });
  test('an unknown id is not corrected by name or plan type', () => {
    expect(identified('emblem', SYSTEM, { planType: 'commercial' }, 'EmblemHealth')).toEqual([]);
  });
  test('two ids are two candidates', () => {
    const identifiers = ['highmark', 'emblemhealth'].map((value) => ({ system: SYSTEM, value }));
    expect(rules.payersOf(coverage({ payor: { identifiers } }), SYSTEM)).toEqual(['highmark', 'emblemhealth']);
  });
  test('the id in another system is ignored', () => {
    expect(identified('highmark', 'https://other.example/payer')).toEqual([]);
  });
});

describe('organization x plan type', () => {
  test.each([
    ['UnitedHealthcare', 'commercial', 'uhc-commercial'],
    ['UnitedHealthcare', 'exchange', 'uhc-exchange'],
    ['UnitedHealthcare', 'medicare-advantage', 'uhc-medicare-advantage'],
    ['Aetna', 'medicare-advantage', 'aetna-medicare-advantage'],
    ['Aetna', 'commercial', 'aetna-commercial'],
    ['Humana', 'medicare-advantage', 'humana-medicare-advantage'],
    ['Humana', 'commercial', 'humana-commercial'],
    ['Cigna Health', 'commercial', 'cigna-commercial'],
    ['Medicare', 'medicare', 'original-medicare'],
    ['Medicaid', 'medicaid', 'medicaid'],
    ['Anthem', 'commercial', 'bcbs-carelon'],
    ['Texas Mutual', 'workers-comp', 'tx-workers-comp'],
  ] as const)('%s, %s: %s', (name, planType, payer) => {
    expect(named(name, planType)).toEqual([payer]);
  });
  test('an organization with several lines of business and no plan type is several', () => {
    expect(named('UnitedHealthcare')).toEqual(['uhc-commercial', 'uhc-exchange', 'uhc-medicare-advantage']);
  });
  test('a name shared by several plans gives several', () => {
    expect(named('Blue Cross Blue Shield', 'commercial')).toEqual(['bcbs-carelon', 'highmark']);
  });
  test('a company number counts as a name does', () => {
    expect(identified('55239', NAIC)).toEqual(['emblemhealth']);
    expect(identified('60054', NAIC, { planType: 'commercial' })).toEqual(['aetna-commercial']);
  });
  test('number and name together narrow; if they disagree, all remain', () => {
    expect(identified('79413', NAIC, {}, 'AARP Medicare Advantage')).toEqual(['uhc-medicare-advantage']);
    expect(identified('54771', NAIC, {}, 'EmblemHealth')).toEqual(['highmark', 'emblemhealth']);
  });
});

describe('names', () => {
  test.each(['UNITEDHEALTHCARE', 'united healthcare', ' UnitedHealthcare. ', 'Unitedhealthcare, Inc'].slice(0, 3))(
    '%j is the name in other dress',
    (name) => {
      expect(named(name, 'commercial')).toEqual(['uhc-commercial']);
    },
  );
  test.each(['United', 'UnitedHealthcare of Ohio', 'Humana Military', 'Highmark Stadium', 'My Aetna', 'Cigma'])(
    '%j is another organization',
    (name) => {
      expect(named(name)).toEqual([]);
      expect(named(name, 'medicare-advantage')).toEqual([]);
    },
  );
});

describe('unrecognized payers', () => {
  test.each(['commercial', 'exchange'] as const)('a %s plan is another commercial plan', (planType) => {
    expect(named('Prairie Mutual Health', planType)).toEqual(['commercial-other']);
  });
  test.each(['medicaid', 'medicaid-managed'] as const)('a %s plan is Medicaid', (planType) => {
    expect(named('Prairie Community Plan', planType)).toEqual(['medicaid']);
  });
  test.each(['medicare', 'medicare-advantage', 'workers-comp'] as const)('a %s plan is not guessed', (planType) => {
    expect(named('Prairie Health', planType)).toEqual([]);
  });
  test('an organization we know is never taken for another', () => {
    expect(named('Humana', 'medicare')).toEqual([]);
    expect(named('Highmark', 'medicaid')).toEqual([]);
    expect(named('Cigna', 'exchange')).toEqual([]);
  });
  test('no input matches no payer', () => {
    expect(rules.payersOf(coverage({}), SYSTEM)).toEqual([]);
    expect(rules.payersOf(coverage({ payor: { identifiers: [] } }), SYSTEM)).toEqual([]);
  });
  test('self-pay needs no payor', () => {
    expect(rules.payersOf(coverage({ selfPay: true }), SYSTEM)).toEqual(['self-pay']);
    expect(named('No insurance')).toEqual(['self-pay']);
  });
});
