import { describe, expect, test } from 'vitest';
import { loadRules } from '../../shared/rule-files/load-rules.ts';

const rules = loadRules();
const rulesetOf = (payer: string, date = '2026-05-12') => {
  const bundle = rules.select(payer, date);
  if (!bundle) throw new Error(`No rules of ${payer} on ${date}.`);
  return bundle.ruleset;
};

/** Each payer's terms, apart from the rules: days an approval is valid, decision times, reviewer, how to ask. */
const TERMS = `
original-medicare         -           -                    -                  none     -
medicare-advantage        -           7d:received:V2       72h:received:V2    unknown  ask-plan
uhc-commercial            45:issue:K  15d:complete:V       72h:complete:K     own      payer-portal,phone
uhc-exchange              45:issue:K  15d:complete:K       72h:complete:K     own      payer-portal
uhc-medicare-advantage    45:issue:K  7d:received:V2       72h:received:V2    own      payer-portal
aetna-medicare-advantage  -           7d:received:V2       72h:received:V2    evicore  vendor-portal
aetna-commercial          -           15d:complete:K       72h:complete:K     evicore  vendor-portal
cigna-commercial          -           15d:complete:K       72h:complete:K     evicore  vendor-portal
humana-medicare-advantage -           7d:received:V2       72h:received:V2    cohere   vendor-portal
humana-commercial         -           15d:complete:K       72h:complete:K     cohere   vendor-portal
bcbs-carelon              -           15d:complete:K       72h:complete:K     carelon  vendor-portal,availity,phone
highmark                  -           15d:complete:K       72h:complete:K     evicore  vendor-portal
emblemhealth              45:approval:V 15d:complete:K     72h:complete:K     evicore  vendor-portal
medicaid                  -           7d:received:V2       72h:received:V2    state    ask-plan
tx-workers-comp           -           3w:received:V        1w:received:V      carrier  fax,phone
self-pay                  -           -                    -                  none     good-faith-estimate
commercial-other          -           -                    -                  unknown  ask-plan`;

const UNITS: Readonly<Record<string, string>> = { d: 'calendar-days', w: 'working-days', h: 'hours' };
const LEVELS: Readonly<Record<string, string>> = { V: 'verified', V2: 'secondary', K: 'illustrative' };

const clockOf = (cell: string) => {
  if (cell === '-') return undefined;
  const [span = '', from, level = ''] = cell.split(':');
  return { amount: Number.parseInt(span, 10), unit: UNITS[span.at(-1) ?? ''], from, evidence: LEVELS[level] };
};
const ROWS = TERMS.trim()
  .split('\n')
  .map((row) => row.split(/\s+/) as [string, string, string, string, string, string]);

test('every row is of a payer there is', () => {
  expect(ROWS.map(([payer]) => payer).filter((id) => !rules.isPayer(id))).toEqual([]);
});

describe.each(ROWS)('%s', (payer, validity, standard, expedited, vendor, route) => {
  const ruleset = rulesetOf(payer);
  test(`approvals are good for: ${validity}`, () => {
    const [days = '', from, level = ''] = validity.split(':');
    const { value, from: counted, evidence } = ruleset.validityDays;
    if (validity === '-') expect(value).toBeNull();
    else expect([value, counted, evidence]).toEqual([Number(days), `${from}-date`, LEVELS[level]]);
  });
  test(`decides in ${standard}, expedited ${expedited}`, () => {
    const { standard: usual, expedited: fast } = ruleset.clocks;
    const given = (clock: typeof usual) =>
      clock && { amount: clock.amount, unit: clock.unit, from: clock.from, evidence: clock.evidence };
    expect([given(usual), given(fast)]).toEqual([clockOf(standard), clockOf(expedited)]);
  });
  test(`is asked by ${route}, reviewed by ${vendor}`, () => {
    expect(ruleset.vendor.value).toBe(vendor);
    expect(ruleset.route.value).toEqual(route === '-' ? [] : route.split(','));
  });
});

test('approvals are tied to code and site; verified when the source says so', () => {
  for (const [id] of ROWS) {
    const { codeSpecific, siteSpecific } = rulesetOf(id);
    const evidence = ['emblemhealth', 'highmark'].includes(id) ? 'verified' : 'illustrative';
    expect([codeSpecific, siteSpecific], id).toMatchObject([
      { value: true, evidence },
      { value: true, evidence },
    ]);
  }
});

describe('versions', () => {
  test('Medicare Advantage had fourteen days until the end of 2025', () => {
    expect(rulesetOf('uhc-medicare-advantage', '2025-12-31').clocks.standard).toMatchObject({ amount: 14 });
    expect(rulesetOf('uhc-medicare-advantage', '2026-01-01').clocks.standard).toMatchObject({ amount: 7 });
  });
  test('Original Medicare starts in 2024 and changes with the pre-operative criteria', () => {
    expect(rules.select('original-medicare', '2023-12-31')).toBeUndefined();
    const programs = (date: string) => Object.keys(rules.select('original-medicare', date)?.programs ?? {});
    expect(programs('2024-08-22')).not.toContain('preop-2024');
    expect(programs('2024-08-23')).toContain('preop-2024');
  });
  test('every other payer starts on the default date', () => {
    for (const [id] of ROWS)
      if (!['original-medicare', 'uhc-medicare-advantage'].includes(id)) {
        expect(rules.select(id, '2025-12-31'), id).toBeUndefined();
        expect(rulesetOf(id, '2026-01-01').effectiveFromIsDefault, id).toBe(true);
      }
  });
  test('only Original Medicare gives advance notices', () => {
    expect(rules.payers.filter(({ id }) => rulesetOf(id).abn).map(({ id }) => id)).toEqual(['original-medicare']);
  });
});
