import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { diagnosisValidityFile } from '../../shared/codes/diagnosis-validity-table.ts';
import { feeTable } from '../../shared/codes/fee-table.ts';
import { unitLimitFile } from '../../shared/codes/unit-limit-table.ts';
import { type CodeFolder, openCodeFolder, problemsOf } from '../support/code-folder.ts';

const published = (name: string) => fileURLToPath(new URL(`../../../shared/data/cms-2026/${name}`, import.meta.url));
const FEES = 'pprrvu2026_jul_nonqpp.filtered.csv';
const PLACES = 'gpci2026.csv';
const LIMITS = 'ncci_mue_practitioner_2026q2.cardiac.csv';
const PAIRS = 'ncci_ptp_practitioner_2026q2.cardiac.json';
const CODES = 'icd10cm_billable_cardiac_fy2026.txt';
const ADDENDA = 'icd10cm_order_addenda_2027.txt';
const present = [FEES, PLACES, LIMITS, PAIRS, CODES, ADDENDA].every((name) => existsSync(published(name)));
const skipped = present ? '' : ' (skipped: ../shared/data is not beside the checkout)';
const text = (name: string) => readFileSync(published(name), 'utf8');

type Editions = readonly { readonly dataSet: { readonly name: string; readonly from: string } }[];
interface Table {
  readonly editions: Editions;
  readonly years?: Editions;
}

/** Editions by name and first day without their headers, which name file and day of import. */
const contentOf = (folder: CodeFolder, name: string) => {
  const { editions, years = [] } = folder.table(name) as Table;
  return Object.fromEntries(
    [...editions, ...years].map(({ dataSet, ...rest }, index) => [
      `${index < editions.length ? '' : 'year '}${dataSet.name} ${dataSet.from}`,
      rest,
    ]),
  );
};

/** The folder as it was before an import: without the editions it makes. */
const without = (name: string, ...days: readonly string[]): CodeFolder => {
  const folder = openCodeFolder();
  const table = folder.table(name) as Table;
  const kept = (all: Editions) => all.filter(({ dataSet }) => !days.includes(dataSet.from));
  folder.put(name, { ...table, editions: kept(table.editions), ...(table.years ? { years: kept(table.years) } : {}) });
  return folder;
};
const QUARTER = { from: '2026-04-01', to: '2026-12-31', copy: true };

describe.skipIf(!present)(`the published files of 2026 give what is held${skipped}`, () => {
  test.each([
    ['pprrvu', FEES, 'fees.json', '2026-01-01', {}],
    ['gpci', PLACES, 'localities.json', '2026-01-01', {}],
    ['ptp', PAIRS, 'pair-edits.json', '2026-04-01', QUARTER],
  ])('%s', async (kind, file, table, day, options) => {
    const held = contentOf(openCodeFolder(), table);
    const folder = without(table, day);
    await folder.importFile(kind, published(file), options);
    expect(contentOf(folder, table)).toEqual(held);
  });

  test('the codes of a year, and the next one from its addenda', async () => {
    const table = 'diagnosis-validity.json';
    const held = contentOf(openCodeFolder(), table);
    const folder = without(table, '2025-10-01', '2026-10-01');
    await folder.importFile('icd10cm', published(CODES), { extract: true });
    await folder.importFile('icd10cm', published(ADDENDA));
    expect(contentOf(folder, table)).toEqual(held);
    const dotted = (code: string) => (code.length > 3 ? `${code.slice(0, 3)}.${code.slice(3)}` : code);
    const { years } = diagnosisValidityFile.parse(folder.table(table));
    const { billable, categories } = years.find(({ dataSet }) => dataSet.from === '2026-10-01')!;
    const listed = text('icd10cm_billable_cardiac_fy2027.txt').split('\n').filter(Boolean).map(dotted);
    expect(billable).toEqual(listed.filter((code) => categories.includes(code.slice(0, 3))));
  });

  test('limits: what only the copy has is secondary, until a person grades it', async () => {
    const folder = without('unit-limits.json', '2026-04-01');
    await folder.importFile('mue', published(LIMITS), QUARTER);
    const { editions } = unitLimitFile.parse(folder.table('unit-limits.json'));
    const { limits } = editions.find(({ dataSet }) => dataSet.from === '2026-04-01')!;
    const secondary = limits.flatMap(({ codes, evidence }) => (evidence === 'secondary' ? codes : []));
    expect([...secondary].sort()).toEqual(['75565', '93320', '93321', '93325', '93356']);
  });

  test('every total of 2026 is the sum of its parts, and of the components', () => {
    const folder = openCodeFolder();
    const { fee } = feeTable(folder.table('fees.json'));
    const rows = text(FEES)
      .split('\n')
      .slice(1)
      .filter(Boolean)
      .map((row) => row.split(','));
    let compared = 0;
    for (const [code = '', modifier = '', , , , , , facilityNa, , total, facilityTotal] of rows) {
      const held = fee(code, modifier as '', 2026);
      if (!held) continue;
      compared += 1;
      expect(held.total, code).toBe(Number(total));
      expect(held.facilityTotal, code).toBe(facilityNa === 'NA' ? undefined : Number(facilityTotal));
    }
    expect(compared).toBeGreaterThan(150);
    expect(fee('93352', '', 2026)?.facilityTotal).toBeUndefined();
  });
});

/** Bad files by kind: what is done to the good one, its name, and what is said. */
type Bad = readonly [
  kind: string,
  what: string,
  file: string,
  name: string,
  spoil: (text: string) => string,
  says: string,
  options?: object,
];
const BAD: readonly Bad[] = [
  [
    'icd10cm',
    'another year',
    ADDENDA,
    ADDENDA.replace('2027', '2028'),
    (good) => good.replaceAll('_2027.txt', '_2028.txt'),
    'of the year after the one held',
  ],
  ['icd10cm', 'the year held', ADDENDA, 'addenda_2026.txt', (good) => good, 'is of fiscal year 2027 by its own counts'],
  ['icd10cm', 'named otherwise', ADDENDA, ADDENDA, (good) => good, '--from is in 2029', { from: '2028-10-01' }],
  ['icd10cm', 'cut short', ADDENDA, ADDENDA, (good) => good.slice(0, 20_000), 'is it whole?'],
  [
    'icd10cm',
    'a line lost',
    ADDENDA,
    ADDENDA,
    (good) => good.replace(/^Add:[^\n]*I4722[^\n]*\n/m, ''),
    'counts 190: is it whole?',
  ],
  ['icd10cm', 'a part unsaid', CODES, CODES, (good) => good, 'has no code of category E08: is it whole?'],
  [
    'icd10cm',
    'cut short',
    CODES,
    'codes.txt',
    (good) => good.slice(0, 900),
    'has no code of category I50',
    { extract: true, from: '2026-10-01' },
  ],
  ['icd10cm', 'other columns', CODES, CODES, (good) => good.replaceAll('\n', ',1\n'), 'is not an ICD-10-CM order file'],
  [
    'pprrvu',
    'another year',
    FEES,
    FEES.replace('2026', '2027'),
    (good) => `2026 National Physician Fee Schedule\n${good}`,
    'is named after 2027, and its title says 2026',
  ],
  [
    'pprrvu',
    'cut short',
    FEES,
    FEES,
    (good) => good.slice(0, good.indexOf('\n93015')),
    'has no line of 93015: is it whole?',
  ],
  ['pprrvu', 'other columns', FEES, FEES, (good) => good.replace(',nf_pe,', ',pe,'), 'headed as "expense"'],
  [
    'gpci',
    'another year',
    PLACES,
    PLACES.replace('2026', '2027'),
    (good) => good.replace('pw_gpci_floor', '2026 PW GPCI'),
    'its headings say 2026',
  ],
  ['gpci', 'cut short', PLACES, PLACES, (good) => good.slice(0, 3000), 'has no locality of MO: is it whole?'],
  [
    'gpci',
    'other columns',
    PLACES,
    PLACES,
    (good) => good.replace('pe_gpci', 'pe'),
    'is not a file of geographic indices',
  ],
  [
    'mue',
    'another quarter',
    LIMITS,
    LIMITS,
    (good) => good,
    'quarter from 2026-04-01, and --from is 2027-01-01',
    { from: '2027-01-01' },
  ],
  ['mue', 'cut short', LIMITS, LIMITS, (good) => good.slice(0, 300), 'limits held: is it whole?'],
  ['mue', 'other columns', LIMITS, LIMITS, (good) => good.replace('units', 'number'), 'has no column of MUE values'],
  ['ptp', 'another quarter', PAIRS, PAIRS, (good) => good, '--from is 2027-01-01', { from: '2027-01-01' }],
  ['ptp', 'cut short', PAIRS, PAIRS, (good) => good.slice(0, 90_000), 'is it whole, and a copy of the pair edits?'],
  ['ptp', 'other columns', PAIRS, PAIRS, (good) => good.replaceAll(', 1, ', ', "1", '), 'is no list of'],
];

describe.skipIf(!present)('a bad file is named, and nothing is written', () => {
  test.each(BAD.map((bad) => [`${bad[0]}: ${bad[1]}`, bad] as const))('%s', async (_, bad) => {
    const [kind, , file, name, spoil, says, options = {}] = bad;
    const folder = openCodeFolder();
    const tables = ['diagnosis-validity', 'fees', 'localities', 'unit-limits', 'pair-edits', 'procedures'];
    const before = tables.map((table) => folder.text(`${table}.json`));
    const problems = await problemsOf(folder.importText(kind, name, spoil(text(file)), options));
    expect(problems.join('\n')).toContain(says);
    expect(problems.join('\n')).toContain(name);
    expect(tables.map((table) => folder.text(`${table}.json`))).toEqual(before);
  });
});

describe('diagnoses since 2026-10-01', () => {
  test.each<readonly [string, string, string]>([
    ['I49.8', 'invalid', 'Use I49.81, I49.82, I49.89'],
    ['I42.0', 'invalid', 'Use I42.00, I42.01, I42.09'],
    ['I42.8', 'invalid', 'Use I42.81, I42.89'],
    ...['I42.1', 'I42.7', 'I42.9', 'I47.22', 'I25.9', 'I25.85', 'I21.9', 'I50.20', 'I35.0', 'R00.0'].map(
      (code) => [code, 'valid', ''] as const,
    ),
    ...['R07.81', 'R93.1', 'R94.39', 'Z95.2', 'I25.10', 'R07.9'].map((code) => [code, 'valid', ''] as const),
  ])('%s is %s', async (code, status, says) => {
    const { loadCodebook } = await import('../../shared/codes/codebook.ts');
    const found = loadCodebook().diagnosisOn(code, '2026-11-30');
    expect(found.status).toBe(status);
    expect(found.says ?? '').toContain(says);
  });
});
