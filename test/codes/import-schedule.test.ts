import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { feeTable } from '../../shared/codes/fee-table.ts';
import { localityTable } from '../../shared/codes/locality-table.ts';
import { openCodeFolder, problemsOf } from '../support/code-folder.ts';

const published = (name: string) =>
  fileURLToPath(new URL(`../../../shared/data/cms-public-files/${name}`, import.meta.url));
const FEES = published('PPRRVU2025_Oct.excerpt.csv');
const LOCALITIES = published('GPCI2025.csv');
const present = existsSync(FEES) && existsSync(LOCALITIES);
const skipped = present ? '' : ' (skipped: ../shared/data is not beside the checkout)';

interface Editions {
  readonly editions: readonly { readonly year: number; readonly dataSet: Record<string, unknown> }[];
}
/** The edition of a year without its header, which has file and import date. */
const content = (table: unknown, year: number) => {
  const { dataSet, ...rest } = (table as Editions).editions.find((one) => one.year === year)!;
  return rest;
};
const only = (table: unknown, ...years: readonly number[]) => ({
  editions: (table as Editions).editions.filter((one) => years.includes(one.year)),
});

describe.skipIf(!present)(`the published files of 2025${skipped}`, () => {
  test.each([
    ['pprrvu', FEES, 'fees.json'],
    ['gpci', LOCALITIES, 'localities.json'],
  ])('%s gives exactly the year we hold', async (kind, path, name) => {
    const folder = openCodeFolder();
    const held = folder.table(name);
    folder.put(name, only(held, 2026));
    await folder.importFile(kind, path);
    expect(content(folder.table(name), 2025)).toEqual(content(held, 2025));
  });

  test('a later year is added, earlier years stay, and the procedure table stays valid', async () => {
    const folder = openCodeFolder();
    folder.put('fees.json', only(folder.table('fees.json'), 2025, 2026));
    const next = readFileSync(FEES, 'utf8').replace('2025 National', '2097 National').replaceAll('32.3465', '33');
    const says = await folder.importText('pprrvu', 'PPRRVU2097_Oct.csv', next);
    const { fee } = feeTable(folder.table('fees.json'));
    expect(fee('93015', '', 2097)).toMatchObject({ conversionFactor: 33, source: 'CMS October 2097 file' });
    expect(fee('93015', '', 2026)?.total).toBe(2.2);
    expect(says[0]).toBe('Fees of 2097, conversion factor 33 (compared with 2026: 33.4009).');
    expect(says).toContain('93015: 2.20 units -> 2.19 units.');
    expect(folder.table('procedures.json')).toMatchObject({ dataSet: { to: '2097-12-31' } });
  });

  test('where the file describes a procedure differently, a person must change the table', async () => {
    const folder = openCodeFolder();
    const before = folder.text('procedures.json');
    const next = readFileSync(FEES, 'utf8')
      .replace('2025 National', '2097 National')
      .replace(/^(93018,.*),2,([A-Z]{3}),/m, '$1,1,$2,');
    const says = await folder.importText('pprrvu', 'PPRRVU2097_Oct.csv', next);
    expect(says).toContain('93018: component indicator is 1 in the file, 2 in procedures.json.');
    expect(folder.text('procedures.json')).toBe(before);
  });

  test.each([
    [
      'a part that does not fit its whole',
      /^(93016,.*?),0\.45,(.*),0\.62,0\.62,/m,
      '$1,0.95,$2,1.12,1.12,',
      '93015 is not the sum',
    ],
    [
      'a component that does not fit',
      /^(78452,26,.*?),1\.62,(.*),2\.23,2\.23,/m,
      '$1,2.62,$2,3.23,3.23,',
      '78452 is not the sum',
    ],
    ['a total that is not one', /^(93017,.*),1\.15,1\.15,/m, '$1,1.75,1.75,', 'do not add up'],
    ['a missing number', /^(93017,.*),1\.13,/m, '$1,,', 'lacks a number'],
    ['two conversion factors', /^(93017,.*),32\.3465,/m, '$1,33.1,', 'single conversion factor'],
    ['another heading', /^,,,STATUS,MEDICARE ,WORK,/m, ',,,STATUS,MEDICARE ,LABOR,', '"work"'],
    ['no title', /2025 National/, 'National', 'is not a physician fee schedule'],
  ])('%s is refused', async (_, pattern, replacement, complaint) => {
    const text = readFileSync(FEES, 'utf8');
    const broken = text.replace(pattern, replacement);
    expect(broken).not.toBe(text);
    const problems = await problemsOf(openCodeFolder().importText('pprrvu', 'x.csv', broken));
    expect(problems.join('\n')).toContain(complaint);
  });

  test('no description reaches our table', async () => {
    const folder = openCodeFolder();
    const named = readFileSync(FEES, 'utf8').replace(/^93015,,,/m, '93015,,Somebody else’s words,');
    await folder.importText('pprrvu', 'x.csv', named);
    expect(feeTable(folder.table('fees.json')).fee('93015', '', 2025)?.total).toBe(2.19);
    expect(folder.text('fees.json')).not.toContain('Somebody');
  });

  test('localities of a later year, and a file of another kind', async () => {
    const folder = openCodeFolder();
    folder.put('localities.json', only(folder.table('localities.json'), 2025));
    const text = readFileSync(LOCALITIES, 'utf8');
    const says = await folder.importText(
      'gpci',
      'GPCI2096.csv',
      text.replaceAll('2025', '2096').replace('1.5,1.081', '1.6,1.081'),
    );
    const { locality } = localityTable(folder.table('localities.json'));
    expect(locality(2096, '01', 'AK')?.work).toBe(1.6);
    expect(locality(2025, '01', 'AK')?.work).toBe(1.5);
    expect(says).toContain(
      'AK 01 (ALASKA): work 1.5, expense 1.081, malpractice 0.592 -> work 1.6, expense 1.081, malpractice 0.592.',
    );
    const refused = (broken: string) => problemsOf(folder.importText('gpci', 'x.csv', broken));
    expect(await refused(text.replace('1.5,1.081', 'high,1.081'))).toEqual([
      'x.csv, line 5: an index of AK 01 is not one.',
    ]);
    expect(await refused(text.replace('PE GPCI', 'PE'))).toHaveLength(1);
  });
});
