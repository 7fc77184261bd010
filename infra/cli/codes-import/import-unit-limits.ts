import { basename } from 'node:path';
import { UNIT_LIMIT_NAMES, unitLimitFile } from '../../../shared/codes/unit-limit-table.ts';
import { describeChanges } from './describe-changes.ts';
import { editionBefore, headerOf, withEdition } from './editions.ts';
import { type Import, refuseProblems, type Terms, UnusableFile } from './import.ts';
import { ourCodes } from './our-codes.ts';
import { readRows } from './read-rows.ts';
import { quarterOf } from './spans.ts';

const TABLE = 'unit-limits.json';
type Edition = ReturnType<typeof unitLimitFile.parse>['editions'][number];
type Limit = Edition['limits'][number];

interface Columns {
  readonly payee: keyof typeof UNIT_LIMIT_NAMES;
  readonly units: number;
  readonly mai: number;
}

/** The heading of the value column identifies the table; the indicator has its own column. */
const columnsOf = (cells: readonly string[], name: string): Columns | undefined => {
  const units = cells.findIndex((cell) => /MUE Values?$|^units$/i.test(cell));
  if (units < 0) return undefined;
  // An extract may leave the payee to the name of the file.
  const heading = /^units$/i.test(cells[units] ?? '') ? name : (cells[units] ?? '');
  const payee = /practitioner/i.test(heading) ? 'practitioner' : /hospital/i.test(heading) ? 'hospital' : undefined;
  if (!payee) throw new UnusableFile([`"${heading}" is neither the practitioner nor the outpatient hospital table.`]);
  return { payee, units, mai: cells.findIndex((cell) => /Adjudication Indicator|^mai$/i.test(cell)) };
};

const maiOf = (cell: string | undefined): Limit['mai'] | 'wrong' => {
  const [digit] = cell ?? '';
  return digit === undefined ? undefined : digit === '1' ? 1 : digit === '2' ? 2 : digit === '3' ? 3 : 'wrong';
};

type Found = {
  readonly code: string;
  readonly units: number;
  readonly mai: Limit['mai'];
  readonly evidence?: 'secondary';
};

/** What a copy has and the edition before does not confirm. */
const graded = (found: readonly Found[], before: Edition | undefined, { copy }: Terms): readonly Found[] => {
  const isHeld = ({ code, units, mai }: Found) =>
    before?.limits.some((one) => one.codes.includes(code) && one.units === units && (one.mai ?? mai) === mai);
  return copy ? found.map((one) => (isHeld(one) ? one : { ...one, evidence: 'secondary' })) : found;
};

const grouped = (limits: readonly Found[]) => {
  const rows = new Map<string, Limit>();
  for (const { code, units, mai, evidence } of limits) {
    const key = `${units} ${mai} ${evidence}`;
    const codes = [...(rows.get(key)?.codes ?? []), code];
    rows.set(key, { codes, units, ...(mai === undefined ? {} : { mai }), ...(evidence ? { evidence } : {}) });
  }
  return [...rows.values()];
};

/** CMS withdraws a limit now and then; a file without most of those held was cut short. */
const lostCodes = (found: readonly Found[], before: Edition | undefined, path: string, { extract }: Terms) => {
  const held = before?.limits.flatMap(({ codes }) => codes) ?? [];
  const here = held.filter((code) => found.some((one) => one.code === code));
  return extract || here.length * 2 >= held.length
    ? []
    : [
        `${basename(path)} has ${here.length} of the ${held.length} limits held: is it whole? (--extract, if it is a part)`,
      ];
};

const inWords = (limits: readonly Limit[]): ReadonlyMap<string, string> =>
  new Map(
    limits.flatMap(({ codes, units, mai }) =>
      codes.map((code) => [code, `${units} a day${mai === undefined ? '' : `, adjudication ${mai}`}`]),
    ),
  );

/** Medically unlikely units of one quarter: the practitioner or the outpatient hospital table. */
export const importUnitLimits: Import = async (paths, readTable, terms) => {
  const [path = ''] = paths;
  const span = quarterOf(path, terms);
  const { families } = ourCodes(readTable);
  const found: Found[] = [];
  const problems: string[] = [];
  let columns: Columns | undefined;
  for await (const { cells, line } of readRows(path)) {
    columns ??= columnsOf(cells, basename(path));
    const [code = ''] = cells;
    if (!columns || !families.has(code)) continue;
    const units = Number(cells[columns.units] || 'none');
    const mai = maiOf(cells[columns.mai]);
    if (!Number.isInteger(units) || units < 0 || mai === 'wrong')
      problems.push(`${basename(path)}, line ${line}: the units or the indicator of ${code} cannot be read.`);
    else found.push({ code, units, mai });
  }
  if (!columns) throw new UnusableFile([`${basename(path)} has no column of MUE values.`]);
  if (found.length === 0 && problems.length === 0) problems.push(`${basename(path)} has no limit of a code of ours.`);
  refuseProblems(problems);

  const name = UNIT_LIMIT_NAMES[columns.payee];
  const before = unitLimitFile.parse(readTable(TABLE));
  const old = editionBefore(before.editions, name, span.from);
  refuseProblems(lostCodes(found, old, path, terms));
  const edition = {
    dataSet: headerOf(name, `NCCI MUE values, ${columns.payee} services`, [path], span, terms),
    limits: grouped(graded(found, old, terms)),
  };
  const after = { editions: withEdition(before.editions, edition) };
  return {
    tables: { [TABLE]: after },
    says: [
      `Unit limits of ${columns.payee} services from ${span.from} to ${span.to}.`,
      ...describeChanges('limits', inWords(old?.limits ?? []), inWords(edition.limits)),
    ],
  };
};
