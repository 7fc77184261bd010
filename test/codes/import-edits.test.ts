import { describe, expect, test } from 'vitest';
import { pairEditTable } from '../../shared/codes/pair-edit-table.ts';
import { unitLimitTable } from '../../shared/codes/unit-limit-table.ts';
import { openCodeFolder, problemsOf } from '../support/code-folder.ts';

const ptp = (...rows: readonly string[]) =>
  [
    'CPT only copyright. All rights reserved.',
    'Column1/Column2 Edits',
    'Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale',
    '\t\tprior to 1996\tDate\tDate\t0=not allowed\t',
    ...rows.map((row) => row.replaceAll(' | ', '\t')),
  ].join('\r\n');

/** The editions of 2024 alone, so that changes do not depend on later imports. */
const openFolder = () => {
  const folder = openCodeFolder();
  for (const name of ['pair-edits.json', 'unit-limits.json']) {
    const table = folder.table(name) as {
      readonly editions: readonly { readonly dataSet: { readonly from: string } }[];
    };
    folder.put(name, { ...table, editions: table.editions.filter(({ dataSet }) => dataSet.from === '2024-07-01') });
  }
  return folder;
};

const FILE = ptp(
  '93015 | 93016 | * | 19960101 | * | 0 | HCPCS/CPT procedure code definition',
  '93015 | 93000 |  | 20090101 | * | 1 | Standards of medical / surgical practice',
  '93015 | 99213 |  | 20130701 | * | 1 | Misuse of column two code with column one code',
  '93015 | 93040 |  | 19960101 | 20960930 | 1 | More extensive procedure',
  '93018 | 93017 |  | 20970101 | * | 0 | Mutually exclusive procedures',
  '78452 | 93015 |  | 20961001 | * | 1 | Sequential procedure',
  '93015 | 0708T |  | 20240101 | * | 1 | Standards of medical / surgical practice',
  '11102 | 11104 |  | 20190101 | * | 0 | Misuse of column two code with column one code',
);

describe('pair edits', () => {
  test('become an edition of their quarter; the older one still answers for its dates', async () => {
    const folder = openFolder();
    const says = await folder.importText('ptp', 'ptp-2096-q4.txt', FILE);
    const { pairEdit, dataSets } = pairEditTable(folder.table('pair-edits.json'));
    expect(dataSets).toHaveLength(2);
    expect(dataSets.at(-1)).toMatchObject({ from: '2096-10-01', to: '2096-12-31', retrieved: '2026-11-25' });
    expect(dataSets.at(-1)?.source).toContain('ptp-2096-q4.txt');

    expect(pairEdit('78452', '93015', '2096-10-01')).toMatchObject({ column1: '78452', indicator: 1 });
    expect(pairEdit('78452', '93015', '2026-09-30')).toBeUndefined();
    expect(pairEdit('93015', '93017', '2026-09-30')).toBeDefined();
    expect(pairEdit('93015', '93017', '2096-10-01')).toBeUndefined();
    expect(pairEdit('93015', '93016', '2096-10-01')).toMatchObject({ indicator: 0 });
    expect(pairEdit('93015', '99213', '2096-10-01')?.modifiers).toEqual(['25']);
    expect(pairEdit('93015', '93000', '2096-10-01')?.modifiers).toContain('XU');

    expect(says).toContain('Pair edits from 2096-10-01 to 2096-12-31.');
    expect(says).toContain('78452 with 93015: new, a modifier can separate them (SEQ).');
    expect(says).toContain('Left out: 1 edits of our codes with codes we do not describe.');
    expect(says).toContain('pair-edits.json is written.');
  });

  test('edits that ended before the quarter or begin after it are not imported', async () => {
    const folder = openFolder();
    await folder.importText('ptp', 'ptp-2096-q4.txt', FILE);
    const { pairEdit } = pairEditTable(folder.table('pair-edits.json'));
    expect(pairEdit('93015', '93040', '2096-10-01')).toBeUndefined();
    expect(pairEdit('93017', '93018', '2096-10-01')).toBeUndefined();
    await folder.importText('ptp', 'any.txt', FILE, { from: '2096-07-01' });
    const earlier = pairEditTable(folder.table('pair-edits.json'));
    expect(earlier.pairEdit('93015', '93040', '2096-09-30')).toMatchObject({ indicator: 1 });
  });

  test('importing a quarter again replaces its edition and says what changed', async () => {
    const folder = openFolder();
    await folder.importText('ptp', 'ptp-2096-q4.txt', FILE);
    const again = FILE.replace('*\t1\tSequential', '*\t0\tSequential');
    const says = await folder.importText('ptp', 'ptp-2096-q4.txt', again);
    expect(pairEditTable(folder.table('pair-edits.json')).dataSets).toHaveLength(2);
    expect(says).toContain('4 pairs: 0 new, 0 gone, 1 changed.');
    expect(says).toContain('78452 with 93015: a modifier can separate them (SEQ) -> no modifier separates them (SEQ).');
  });

  test('a dry run writes nothing', async () => {
    const folder = openFolder();
    const before = folder.text('pair-edits.json');
    const says = await folder.importText('ptp', 'ptp-2096-q4.txt', FILE, { dryRun: true });
    expect(says).toContain('pair-edits.json would be written.');
    expect(folder.text('pair-edits.json')).toBe(before);
  });

  test('a file that cannot be read is refused entirely', async () => {
    const folder = openFolder();
    const before = folder.text('pair-edits.json');
    const broken = ptp(
      '93015 | 93016 | * | 19960101 | * | 7 | definition',
      '93015 | 93017 | * | 1996 | * | 0 | definition',
      '93015 | 93018 | * | 19960101 | soon | 0 | definition',
    );
    expect(await problemsOf(folder.importText('ptp', 'ptp-2096-q4.txt', broken))).toEqual([
      'ptp-2096-q4.txt, line 5: modifier indicator "7" of 93015 with 93016 is not one.',
      'ptp-2096-q4.txt, line 6: effective date "1996" of 93015 with 93017 is not one.',
      'ptp-2096-q4.txt, line 7: deletion date "soon" of 93015 with 93018 is not one.',
    ]);
    expect(await problemsOf(folder.importText('ptp', 'ptp-2096-q4.txt', ptp()))).toHaveLength(1);
    expect(await problemsOf(folder.importText('ptp', 'edits.txt', FILE))).toEqual([
      'edits.txt does not say which quarter it is for: add --from YYYY-MM-DD.',
    ]);
    const bothWays = ptp('93015 | 93016 | * | 19960101 | * | 0 | x', '93016 | 93015 | * | 19960101 | * | 0 | x');
    expect(await problemsOf(folder.importText('ptp', 'ptp-2096-q4.txt', bothWays))).toEqual([
      'pair-edits.json would not load: pair-edits.json lists 93016 with 93015 twice.',
    ]);
    expect(folder.text('pair-edits.json')).toBe(before);
  });
});

describe('unit limits', () => {
  const mue = (heading: string, ...rows: readonly string[]) =>
    [
      '"CPT only copyright, all',
      'rights reserved.",,,',
      `"HCPCS/`,
      `CPT Code","${heading}","MUE Adjudication Indicator","MUE Rationale"`,
      ...rows,
    ].join('\n');
  const PRACTITIONER = 'Practitioner Services MUE Values';

  test('each table is for its payee, from the quarter in its name', async () => {
    const folder = openFolder();
    const rows = [
      '93015,2,"3 Date of Service Edit: Clinical","Clinical: Data"',
      '93351,1,2 Date of Service Edit: Policy,x',
    ];
    const part = { extract: true };
    const says = await folder.importText('mue', 'mue-2097q1.csv', mue(PRACTITIONER, ...rows, '11055,9,3,x'), part);
    const { unitLimit } = unitLimitTable(folder.table('unit-limits.json'));
    expect(unitLimit('93015', '2097-01-01', 'practitioner')).toEqual({ units: 2, mai: 3 });
    expect(unitLimit('93351', '2097-03-31', 'practitioner')).toEqual({ units: 1, mai: 2 });
    expect(unitLimit('93015', '2097-01-01', 'hospital')).toBeUndefined();
    expect(unitLimit('93015', '2097-04-01', 'practitioner')).toBeUndefined();
    expect(unitLimit('93015', '2026-12-31', 'practitioner')).toEqual({ units: 1, mai: 3 });
    expect(unitLimit('11055', '2097-01-01', 'practitioner')).toBeUndefined();
    expect(says).toContain('93015: 1 a day, adjudication 3 -> 2 a day, adjudication 3.');

    await folder.importText('mue', 'mue-2097q1.csv', mue('Outpatient Hospital Services MUE Values', ...rows), part);
    const both = unitLimitTable(folder.table('unit-limits.json'));
    expect(both.unitLimit('93015', '2097-01-01', 'hospital')).toEqual({ units: 2, mai: 3 });
    expect(both.unitLimit('93015', '2097-01-01', 'practitioner')).toEqual({ units: 2, mai: 3 });
  });

  test('a table for another provider type, without limits, or with text for numbers is refused', async () => {
    const folder = openFolder();
    const refused = (text: string) => problemsOf(folder.importText('mue', 'mue-2097q1.csv', text));
    expect(await refused(mue('DME Supplier Services MUE Values', '93015,1,3,x'))).toHaveLength(1);
    expect(await refused(mue(PRACTITIONER, '11055,1,3,x'))).toHaveLength(1);
    expect(await refused('93015,1,3,x')).toHaveLength(1);
    expect(await refused(mue(PRACTITIONER, '93015,1,3,x'))).toEqual([
      'mue-2097q1.csv has 1 of the 35 limits held: is it whole? (--extract, if it is a part)',
    ]);
    expect(await refused(mue(PRACTITIONER, '93015,many,3,x', '93016,1,9,x'))).toEqual([
      'mue-2097q1.csv, line 5: the units or the indicator of 93015 cannot be read.',
      'mue-2097q1.csv, line 6: the units or the indicator of 93016 cannot be read.',
    ]);
  });
});
