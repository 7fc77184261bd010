import { describe, expect, test } from 'vitest';
import adjustmentCodes from '../../rules/codes/adjustment-codes.json' with { type: 'json' };
import drugUnits from '../../rules/codes/drug-units.json' with { type: 'json' };
import orderCodes from '../../rules/codes/order-codes.json' with { type: 'json' };
import pairEdits from '../../rules/codes/pair-edits.json' with { type: 'json' };
import procedures from '../../rules/codes/procedures.json' with { type: 'json' };
import unitLimits from '../../rules/codes/unit-limits.json' with { type: 'json' };
import { loadCodebook } from '../../shared/codes/codebook.ts';

const codebook = loadCodebook();
const BILLING_CODE = /^(\d{5}|[A-Z]\d{4}|\d{4}T)$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

describe('every data set', () => {
  test('gives its source and the days it is valid', () => {
    expect(new Set(codebook.dataSets.map(({ name }) => name))).toEqual(
      new Set([
        'procedures',
        'places-of-service',
        'modifiers',
        'estimate-duty',
        'drug-units',
        'decision-clocks',
        'plan-duties',
        'unit-limits-practitioner',
        'unit-limits-hospital',
        'pair-edits',
        'answer-shares',
        'diagnosis-groups',
        'implications',
        'diagnosis-validity',
        'fact-maps',
        'order-codes',
        'mac-jurisdictions',
        'fees',
        'localities',
        'adjustment-codes',
        'plan-kinds',
        'coverage-pairs',
        'channel-map',
      ]),
    );
    for (const { source, retrieved, from, to } of codebook.dataSets) {
      expect(source.length).toBeGreaterThan(20);
      expect(retrieved).toMatch(DAY);
      expect(from).toMatch(DAY);
      if (to !== undefined) expect(to > from).toBe(true);
    }
  });

  test('is valid on its days and no others; an unknown set never', () => {
    expect(codebook.holdsOn('pair-edits', '2024-06-30')).toBe(false);
    expect(codebook.holdsOn('pair-edits', '2024-07-01')).toBe(true);
    expect(codebook.holdsOn('fees', '2024-12-31')).toBe(false);
    expect(codebook.holdsOn('no-such-set', '2026-05-12')).toBe(false);
  });

  test('the version names the exact content', () => {
    expect(codebook.version).toMatch(/^[0-9a-f]{8}$/);
    expect(loadCodebook().version).toBe(codebook.version);
  });
});

describe('procedures', () => {
  test('each code once, in a known format, described in our own words', () => {
    const codes = procedures.procedures.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const { code, says } of procedures.procedures) {
      expect(code).toMatch(BILLING_CODE);
      expect(says.length).toBeGreaterThan(3);
    }
  });

  test('a test has a group and a modality, a companion gives its kind', () => {
    for (const { code } of procedures.procedures) {
      const { role, group, modality, companion } = codebook.procedure(code) ?? {};
      expect(group !== undefined, code).toBe(role === 'test');
      if (role === 'test') expect(modality, code).toBeDefined();
      expect(companion !== undefined, code).toBe(role === 'companion');
    }
  });

  test('no code of the ECG family splits by 26 and TC', () => {
    expect(['93015', '93016', '93017', '93018'].map((code) => codebook.procedure(code)?.pcTc)).toEqual([4, 2, 3, 2]);
  });

  test('global codes and components name each other; add-ons name known base codes', () => {
    for (const { code } of procedures.procedures) {
      const { parts, whole, parents, companion } = codebook.procedure(code) ?? {};
      for (const part of parts ?? []) expect(codebook.procedure(part)?.whole).toBe(code);
      if (whole !== undefined) expect(codebook.procedure(whole)?.parts).toContain(code);
      expect(parents !== undefined).toBe(companion === 'add-on');
      for (const parent of parents ?? []) expect(codebook.procedure(parent), parent).toBeDefined();
    }
  });

  test('limits and units belong to known codes, and every test but the hospital forms has a limit', () => {
    for (const { limits } of unitLimits.editions) {
      const limited = limits.flatMap(({ codes }) => codes);
      expect(new Set(limited).size).toBe(limited.length);
      for (const code of limited) expect(codebook.procedure(code), code).toBeDefined();
    }
    for (const code of Object.keys(drugUnits.units)) expect(codebook.procedure(code)?.unit, code).toBeDefined();
    for (const { code, role } of procedures.procedures)
      if (role === 'test' && !code.startsWith('C'))
        for (const payee of ['practitioner', 'hospital'] as const)
          expect(codebook.unitLimit(code, '2026-05-12', payee), code).toBeDefined();
  });

  test('case is ignored, and an unknown code is not guessed', () => {
    expect(codebook.procedure('j2785')?.code).toBe('J2785');
    expect(codebook.procedure('93019')).toBeUndefined();
  });
});

describe('pair edits', () => {
  type Row = { column1: string; column2: readonly string[]; indicator: number; modifiers?: string; evidence?: string };
  const pairsOf = (edits: readonly Row[]) =>
    edits.flatMap(({ column1, column2, indicator, modifiers, evidence }) =>
      column2.map((second) => ({ column1, second, indicator, modifiers, evidence })),
    );
  const editions = pairEdits.editions.map(({ dataSet, edits }) => ({ date: dataSet.from, pairs: pairsOf(edits) }));
  const all = editions.flatMap(({ pairs }) => pairs);

  test('each pair is listed in one direction only and found in both', () => {
    for (const { date, pairs } of editions) {
      const seen = new Set(pairs.map(({ column1, second }) => `${column1} ${second}`));
      expect(seen.size).toBe(pairs.length);
      for (const { column1, second, indicator, evidence } of pairs) {
        expect(seen.has(`${second} ${column1}`)).toBe(false);
        expect(column1).not.toBe(second);
        const isUnconfirmed = evidence === 'secondary';
        expect(codebook.unconfirmedPair(second, column1, date), `${column1} ${second}`).toBe(isUnconfirmed);
        if (isUnconfirmed) expect(codebook.pairEdit(second, column1, date)).toBeUndefined();
        else expect(codebook.pairEdit(second, column1, date)).toMatchObject({ column1, column2: second, indicator });
      }
    }
  });

  test('indicators are 0, 1 or 9, and only those that can be bypassed name the modifiers', () => {
    for (const { indicator, modifiers } of all) {
      expect([0, 1, 9]).toContain(indicator);
      expect(modifiers !== undefined).toBe(indicator === 1);
    }
  });

  test('every code has a known format and is described', () => {
    for (const code of new Set(all.flatMap(({ column1, second }) => [column1, second]))) {
      expect(code).toMatch(BILLING_CODE);
      expect(codebook.procedure(code), code).toBeDefined();
    }
  });

  test('the parts of the ECG test have no edit among them', () => {
    for (const [a, b] of [
      ['93016', '93017'],
      ['93016', '93018'],
      ['93017', '93018'],
    ] as const)
      expect(codebook.pairEdit(a, b, '2026-05-12')).toBeUndefined();
  });
});

describe('adjustment codes', () => {
  test('15 and 165 ended on 2018-05-01, and 302 began on 2020-11-01', () => {
    for (const code of ['15', '165']) {
      expect(codebook.adjustmentCodeOn(code, '2018-04-30')).toBe(true);
      expect(codebook.adjustmentCodeOn(code, '2018-05-01')).toBe(false);
    }
    expect(codebook.adjustmentCodeOn('302', '2020-10-31')).toBe(false);
    expect(codebook.adjustmentCodeOn('302', '2020-11-01')).toBe(true);
    expect(codebook.adjustmentCodeOn('no-such-code', '2026-05-12')).toBe(false);
  });

  test('each code once', () => {
    const codes = adjustmentCodes.codes.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });
});

describe('order codes', () => {
  test('candidates are known tests; a code that does not imply stress has none', () => {
    for (const { code, candidates, stressNotImplied } of orderCodes.orderCodes as readonly {
      code: string;
      candidates: readonly string[];
      stressNotImplied?: boolean;
    }[]) {
      expect(candidates.length === 0, code).toBe(stressNotImplied === true);
      for (const candidate of candidates) expect(codebook.procedure(candidate)?.role).toBe('test');
    }
  });

  test('are found by system and code', () => {
    expect(codebook.orderCode('http://loinc.org', '18107-3')?.candidates).toEqual(['93350', '93351']);
    expect(codebook.orderCode('http://snomed.info/sct', '18107-3')).toBeUndefined();
    expect(codebook.orderCode('http://snomed.info/sct', '428685003')).toMatchObject({ review: true });
    expect(codebook.orderCode('http://snomed.info/sct', '424064009')?.plannedStress).toBe('drug');
  });
});

describe('contractor areas', () => {
  test('each state belongs to one; Northern Virginia is separate', () => {
    expect(codebook.macJurisdiction('CA')).toEqual({ id: 'JE' });
    expect(codebook.macJurisdiction('tx')).toEqual({ id: 'JH' });
    expect(codebook.macJurisdiction('VA')).toEqual({ id: 'JM', warning: expect.stringContaining('county') });
    expect(codebook.macJurisdiction('VA', 'Fairfax County')).toEqual({ id: 'JL' });
    expect(codebook.macJurisdiction('VA', 'ARLINGTON')).toEqual({ id: 'JL' });
    expect(codebook.macJurisdiction('VA', 'Henrico')).toEqual({ id: 'JM' });
    expect(codebook.macJurisdiction('XX')).toBeUndefined();
  });

  test('all fifty states, the District and the territories', () => {
    const states =
      'AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR VI GU AS MP';
    for (const state of states.split(' ')) expect(codebook.macJurisdiction(state), state).toBeDefined();
  });
});
