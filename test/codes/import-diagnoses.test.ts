import { describe, expect, test } from 'vitest';
import { ourCategories } from '../../infra/cli/codes-import/our-codes.ts';
import { diagnosisValidityTable } from '../../shared/codes/diagnosis-validity-table.ts';
import { type CodeFolder, openCodeFolder, problemsOf } from '../support/code-folder.ts';

/** The folder with the list kept by hand alone: what a file changes does not depend on the years imported. */
const openFolder = (): CodeFolder => {
  const folder = openCodeFolder();
  const table = folder.table('diagnosis-validity.json') as { editions: readonly object[] };
  folder.put('diagnosis-validity.json', { editions: table.editions.slice(0, 1), years: [] });
  return folder;
};

/** A line of the order file: number, code, billable or not, short and long title. */
const line = (code: string, billable: 0 | 1) =>
  `00001 ${code.padEnd(7)} ${billable} ${'A short title'.padEnd(60)} A title`;

/** An order file with one billable code in each category we need, plus these. */
const orderFile = (folder: CodeFolder, ...lines: readonly string[]) =>
  [...[...ourCategories(folder.table)].map((category) => line(`${category}ZZ`, 1)), ...lines, line('Q999', 1)].join(
    '\r\n',
  );

describe('diagnosis codes of a year', () => {
  test('decide that year for the categories we use, including headings', async () => {
    const folder = openFolder();
    const text = orderFile(folder, line('I20', 0), line('I208', 0), line('I2081', 1), line('I209', 1), line('R079', 1));
    const says = await folder.importText('icd10cm', 'icd10cm-order-2027.txt', text);
    const { diagnosisOn, dataSets } = diagnosisValidityTable(folder.table('diagnosis-validity.json'));
    expect(dataSets.at(-1)).toMatchObject({ from: '2026-10-01', to: '2027-09-30' });
    expect(diagnosisOn('I20.81', '2026-10-01').status).toBe('valid');
    expect(diagnosisOn('I20.8', '2026-10-01')).toMatchObject({
      status: 'invalid',
      says: expect.stringContaining('I20.81'),
    });
    expect(diagnosisOn('I20.0', '2026-10-01').status).toBe('invalid');
    expect(diagnosisOn('I20.0', '2026-09-30').status).toBe('valid');
    expect(diagnosisOn('R07.9', '2027-10-01').status).toBe('unknown');
    expect(folder.text('diagnosis-validity.json')).not.toContain('title');
    expect(folder.text('diagnosis-validity.json')).not.toContain('Q99.9');
    expect(says[0]).toContain('Diagnosis codes from 2026-10-01 to 2027-09-30');
    expect(says[1]).toMatch(/ codes: \d+ new, \d+ gone, \d+ changed/);
  });

  test('an update within the year is valid from its own day', async () => {
    const folder = openFolder();
    await folder.importText('icd10cm', 'icd10cm-order-2027.txt', orderFile(folder, line('R079', 1)));
    await folder.importText('icd10cm', 'april.txt', orderFile(folder, line('R079', 0)), { from: '2027-04-01' });
    const { diagnosisOn } = diagnosisValidityTable(folder.table('diagnosis-validity.json'));
    expect(diagnosisOn('R07.9', '2027-03-31').status).toBe('valid');
    expect(diagnosisOn('R07.9', '2027-04-01').status).toBe('invalid');
    expect(diagnosisOn('R07.9', '2027-09-30').status).toBe('invalid');
    expect(diagnosisOn('R07.9', '2027-10-01').status).toBe('unknown');
  });

  test('half a file, another file, or no year is refused', async () => {
    const folder = openFolder();
    const whole = orderFile(folder);
    const half = whole
      .split('\r\n')
      .filter((one) => !one.includes('I25ZZ'))
      .join('\n');
    expect(await problemsOf(folder.importText('icd10cm', 'icd10cm-order-2027.txt', half))).toEqual([
      'icd10cm-order-2027.txt has no code of category I25: is it whole?',
    ]);
    expect(await problemsOf(folder.importText('icd10cm', 'icd10cm-order-2027.txt', 'a,b'))).toHaveLength(1);
    expect(await problemsOf(folder.importText('icd10cm', 'order.txt', whole))).toHaveLength(1);
  });
});

describe('licensed descriptors', () => {
  test('go to a separate folder, for the codes we use only', async () => {
    const folder = openCodeFolder();
    const before = folder.text('procedures.json');
    const text =
      'Code\tStatus\tText\n93015\tA\tLicensed words, with a comma\n93017\tA\t"Other ""words"""\n11055\tA\tNot ours\n';
    const says = await folder.importText('descriptors', 'mine.txt', text);
    expect(folder.licensed('descriptors.json')).toEqual({
      '93015': 'Licensed words, with a comma',
      '93017': 'Other "words"',
    });
    expect(folder.text('procedures.json')).toBe(before);
    expect(says[0]).toContain('2 of ');
    expect(await problemsOf(folder.importText('descriptors', 'mine.csv', '93015,\n'))).toHaveLength(1);
    expect(await problemsOf(folder.importText('descriptors', 'mine.csv', '11055,Not ours\n'))).toHaveLength(1);
  });
});

test('an unknown kind, a missing file and an invalid date are named', async () => {
  const folder = openCodeFolder();
  expect((await problemsOf(folder.importText('xlsx', 'a.txt', ''))).join()).toContain(
    'ptp, mue, pprrvu, gpci, icd10cm',
  );
  expect(await problemsOf(folder.importFile('ptp', 'nowhere.txt', { from: '1.10.2026' }))).toEqual([
    'There is no file nowhere.txt.',
    '"1.10.2026" is not a date YYYY-MM-DD.',
  ]);
  const open = '93015,"a cell that never ends\n';
  expect(await problemsOf(folder.importText('ptp', 'ptp-2026-q4.txt', open))).toEqual([
    'ptp-2026-q4.txt: the quoted cell that begins on line 1 never ends.',
  ]);
});
