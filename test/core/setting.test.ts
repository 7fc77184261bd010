import { describe, expect, test } from 'vitest';
import type { ServiceFacts } from '../../shared/core/model/message/inquiry.ts';
import type { ExemptSettings } from '../../shared/core/model/ruleset.ts';
import { judgeSetting } from '../../shared/core/policy/setting.ts';

const EXEMPT: ExemptSettings = {
  encounterClass: ['EMER', 'IMP', 'OBSENC'],
  placeOfService: ['21', '23'],
  says: 'Exempt here.',
  evidence: 'verified',
};
const at = (
  encounterClass: string | undefined,
  placeOfService: string | undefined,
  dialect: 'order' | 'claim' = 'order',
  exempt: ExemptSettings | undefined = EXEMPT,
) => {
  const service: ServiceFacts = {
    line: 1,
    codes: ['78452'],
    ordered: [],
    modifiers: [],
    diagnoses: [],
    ...(encounterClass ? { encounterClass } : {}),
    ...(placeOfService ? { placeOfService } : {}),
    ...(dialect === 'claim' ? { claimType: 'professional' } : {}),
  };
  return judgeSetting(service, exempt);
};

describe('class and place agree, or one is not known', () => {
  test.each([
    ['EMER', '23', true],
    ['AMB', '11', false],
    ['IMP', undefined, true],
    ['AMB', undefined, false],
    [undefined, '21', true],
    [undefined, '22', false],
    ['OBSENC', '22', true],
    ['OBSENC', '19', true],
  ])('class %s at place %s: exempt %s', (encounterClass, place, exempt) => {
    for (const dialect of ['order', 'claim'] as const) {
      const setting = at(encounterClass, place, dialect);
      expect(setting).toEqual({ exempt, unknown: false, ...(exempt ? { says: 'Exempt here.' } : {}) });
    }
  });
  test('neither known', () => {
    expect(at(undefined, undefined)).toEqual({ exempt: false, unknown: true });
  });
});

describe('class and place disagree', () => {
  test.each([
    ['EMER', '11', true, false],
    ['AMB', '23', false, true],
    ['OBSENC', '11', true, false],
  ])('class %s at place %s: on an order %s, on a claim %s', (encounterClass, place, onOrder, onClaim) => {
    const order = at(encounterClass, place);
    const claim = at(encounterClass, place, 'claim');
    expect([order.exempt, claim.exempt]).toEqual([onOrder, onClaim]);
    expect(order.warning).toContain('encounter class counts');
    expect(claim.warning).toContain('place of service counts');
  });
});

describe('whose settings', () => {
  test('a policy without exempt settings has nothing to ask', () => {
    const service = { line: 1, codes: [], ordered: [], modifiers: [], diagnoses: [] };
    expect(judgeSetting(service, undefined)).toEqual({ exempt: false, unknown: false });
  });
  test('observation where the policy does not list it is like any other class', () => {
    const onlyEmergency = { ...EXEMPT, encounterClass: ['EMER'] };
    expect(at('OBSENC', '22', 'order', onlyEmergency)).toEqual({ exempt: false, unknown: false });
  });
});
