import { describe, expect, test } from 'vitest';
import type { Approval } from '../../shared/core/model/approval.ts';
import type { ServiceFacts } from '../../shared/core/model/message/inquiry.ts';
import { comparedWithRequest } from '../../shared/core/policy/requested-providers.ts';
import { NPIS } from '../support/requests.ts';

const OTHER = '2000000028';
const approval = (more: Partial<Approval> = {}): Approval => ({
  decision: 'approved',
  codes: ['93351'],
  source: 'payer',
  receivedAt: '2026-06-01T00:00:00.000Z',
  requested: { performer: NPIS.rendering, group: NPIS.group, site: NPIS.ordering, tin: '123456789' },
  ...more,
});
const line = (more: Partial<ServiceFacts> = {}): ServiceFacts => ({
  line: 1,
  codes: ['93351'],
  ordered: [],
  modifiers: [],
  diagnoses: [],
  ...more,
});
const ids = (...given: Parameters<typeof comparedWithRequest>) => comparedWithRequest(...given).map(({ id }) => id);

describe('pair by pair, as the request named them', () => {
  test.each<[string, Partial<ServiceFacts>, Partial<ServiceFacts>, string]>([
    ['TIN', { performedBy: ['tax|987654321'] }, { performedBy: ['npi|1', 'tax|12-3456789'] }, 'tin'],
    ['person', { performer: OTHER }, { performer: NPIS.rendering }, 'performer'],
    ['group', { providerGroup: OTHER }, { providerGroup: NPIS.group }, 'group'],
    ['site', { facility: OTHER }, { facility: NPIS.ordering }, 'site'],
  ])('%s: another one is a finding, the same is none, an unknown one is neither', (_, other, same, id) => {
    expect(comparedWithRequest(approval(), line(other))).toMatchObject([
      { id: `authorization-requested-${id}`, severity: 'warning', carc: '296' },
    ]);
    expect(ids(approval(), line(same))).toEqual([]);
    expect(ids(approval(), line())).toEqual([]);
    expect(ids(approval({ requested: {} }), line(other))).toEqual([]);
    const { requested: _requested, ...unasked } = approval();
    expect(ids(unasked, line(other))).toEqual([]);
  });

  test('a reference is no number: neither the same nor another one', () => {
    expect(ids(approval(), line({ performer: 'Practitioner/p1', facility: 'Location/l1' }))).toEqual([]);
  });
});

describe('where the payer itself names somebody', () => {
  test('that counts, and not the request', () => {
    const named = approval({ performer: OTHER, facility: OTHER });
    expect(ids(named, line({ performer: NPIS.rendering, facility: NPIS.ordering }))).toEqual([]);
  });

  test('by a number the line does not have: said to be not compared, not taken as a match', () => {
    const named = approval({ performer: OTHER, facility: OTHER });
    const found = ['authorization-not-compared-performer', 'authorization-not-compared-site'];
    expect(ids(named, line({ performer: 'Practitioner/p1', facility: 'Location/l1' }))).toEqual(found);
    expect(ids(named, line())).toEqual(found);
    expect(ids(named, line({ performer: OTHER, facility: OTHER }))).toEqual([]);
  });
});
