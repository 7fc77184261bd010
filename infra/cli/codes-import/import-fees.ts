import { basename } from 'node:path';
import { feeFile } from '../../../shared/codes/fee-table.ts';
import { procedureFile } from '../../../shared/codes/procedure-table.ts';
import { describeChanges } from './describe-changes.ts';
import { headerOf, withEdition } from './editions.ts';
import { type Import, type ReadTable, refuseProblems, UnusableFile } from './import.ts';
import { ourCodes } from './our-codes.ts';
import { type FeeFile, type FeeLine, readFees } from './read-fees.ts';
import { calendarYear } from './spans.ts';

const TABLE = 'fees.json';
type Edition = ReturnType<typeof feeFile.parse>['editions'][number];
type Fee = Edition['fees'][number];

/** Status of codes the schedule pays by its own relative values; C is contractor-priced. */
const PAYABLE = /^[ART]$/;
const PARTS = ['93016', '93017', '93018'];

const feeOf = ({ code, modifier, work, expense, facilityExpense, facilityNa, malpractice }: FeeLine): Fee => ({
  code,
  modifier,
  work,
  expense,
  ...(facilityNa ? {} : { facilityExpense }),
  malpractice,
});

const conversionFactorOf = (lines: readonly FeeLine[]): number => {
  const [factor, other] = new Set(lines.map(({ conversionFactor }) => conversionFactor));
  if (factor === undefined || other !== undefined)
    throw new UnusableFile(['The file has no single conversion factor.']);
  return factor;
};

/** Sums that must match: global is its two components, and the complete ECG test its three parts. */
const sumProblems = (lines: readonly FeeLine[]): readonly string[] => {
  // Contractors price the global and the technical component of some codes: there is nothing to add up.
  const total = (code: string, modifier: FeeLine['modifier'] = '') =>
    lines.find((line) => line.code === code && line.modifier === modifier)?.total ?? Number.NaN;
  const differs = (whole: number, ...parts: readonly number[]) =>
    Math.abs(parts.reduce((sum, part) => sum + part, 0) - whole) > 0.015;
  const split = lines
    .filter(({ modifier, status }) => modifier === 'TC' && PAYABLE.test(status))
    .map(({ code }) => code);
  return [
    ...split
      .filter((code) => differs(total(code), total(code, '26'), total(code, 'TC')))
      .map((code) => `${code} is not the sum of its components 26 and TC.`),
    ...(differs(total('93015'), ...PARTS.map((code) => total(code))) ? ['93015 is not the sum of its parts.'] : []),
  ];
};

const inWords = (fees: readonly Fee[]): ReadonlyMap<string, string> =>
  new Map(
    fees.map((fee) => {
      const total = 'total' in fee ? fee.total : fee.work + fee.expense + fee.malpractice;
      return [`${fee.code}${fee.modifier ? `-${fee.modifier}` : ''}`, `${total.toFixed(2)} units`];
    }),
  );

/** Component indicator, global period and supervision where the table and the file disagree on a code. */
const differences = (readTable: ReadTable, { lines }: FeeFile): readonly string[] =>
  procedureFile.parse(readTable('procedures.json')).procedures.flatMap((procedure) => {
    const { code, pcTc, global, supervision } = procedure;
    const whole = lines.find((line) => line.code === code && line.modifier === '');
    if (!whole) return [];
    const technical = lines.find((line) => line.code === code && line.modifier === 'TC') ?? whole;
    const pairs: readonly (readonly [string, string | undefined, string])[] = [
      ['component indicator', pcTc === undefined ? undefined : String(pcTc), whole.pcTc],
      ['global period', global, whole.global],
      ['supervision', supervision, technical.supervision],
      // Where a code is split, NA is said of its technical part.
      [
        '"not in a facility"',
        pcTc === undefined || pcTc === 1 ? undefined : String(procedure.notInFacility ?? false),
        String(whole.facilityNa),
      ],
    ];
    return pairs
      .filter(([, held, given]) => held !== undefined && held !== given)
      .map(([what, held, given]) => `${code}: ${what} is ${given} in the file, ${held} in procedures.json.`);
  });

/** Tests and their add-ons that the schedule prices: a file without one was cut short. */
const missingCodes = (readTable: ReadTable, { lines }: FeeFile, path: string): readonly string[] => {
  const { procedures } = procedureFile.parse(readTable('procedures.json'));
  const listed = new Set(lines.map(({ code }) => code));
  return procedures
    .filter(
      ({ code, role, companion, pcTc }) =>
        pcTc !== undefined && (role === 'test' || companion === 'add-on') && !listed.has(code),
    )
    .map(({ code }) => `${basename(path)} has no line of ${code}: is it whole?`);
};

/** The procedure table is valid as long as the newest file agrees with it. */
const proceduresUntil = (readTable: ReadTable, to: string): Readonly<Record<string, unknown>> => {
  const table = procedureFile.parse(readTable('procedures.json'));
  if ((table.dataSet.to ?? to) >= to) return {};
  return { 'procedures.json': { ...table, dataSet: { ...table.dataSet, to } } };
};

/** The relative value file of one year; a later release of the same year replaces the earlier one. */
export const importFees: Import = async (paths, readTable, terms) => {
  const [path = ''] = paths;
  const file = await readFees(path, ourCodes(readTable).known);
  refuseProblems([...missingCodes(readTable, file, path), ...sumProblems(file.lines)]);
  const span = calendarYear(file.year);
  const what = `CMS physician fee schedule relative value file, ${file.release} ${file.year} release`;
  const edition: Edition = {
    dataSet: headerOf('fees', what, [path], span, terms),
    year: file.year,
    conversionFactor: conversionFactorOf(file.lines),
    release: `CMS ${file.release} ${file.year} file`,
    fees: file.lines.filter(({ status }) => PAYABLE.test(status)).map(feeOf),
  };
  const before = feeFile.parse(readTable(TABLE));
  const after = { editions: withEdition(before.editions, edition) };
  const old = before.editions.findLast(({ year }) => year <= file.year);
  const differ = differences(readTable, file);
  return {
    tables: { [TABLE]: after, ...(differ.length ? {} : proceduresUntil(readTable, span.to)) },
    says: [
      `Fees of ${file.year}, conversion factor ${edition.conversionFactor}${old ? ` (compared with ${old.year}: ${old.conversionFactor})` : ''}.`,
      ...describeChanges('fees', inWords(old?.fees ?? []), inWords(edition.fees)),
      `Left out: ${file.lines.length - edition.fees.length} lines without an amount of their own (priced by the contractor, or not paid).`,
      ...differ,
      ...(differ.length ? ['procedures.json is not extended: settle these differences by hand first.'] : []),
    ],
  };
};
