import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagnosisValidityTable } from '../../../shared/codes/diagnosis-validity-table.ts';
import { feeTable } from '../../../shared/codes/fee-table.ts';
import { localityTable } from '../../../shared/codes/locality-table.ts';
import { pairEditTable } from '../../../shared/codes/pair-edit-table.ts';
import { unitLimitTable } from '../../../shared/codes/unit-limit-table.ts';
import { type Import, refuseProblems, type Terms, UnusableFile } from './import.ts';
import { DESCRIPTORS, importDescriptors } from './import-descriptors.ts';
import { importDiagnosisCodes } from './import-diagnosis-codes.ts';
import { importFees } from './import-fees.ts';
import { importLocalities } from './import-localities.ts';
import { importPairEdits } from './import-pair-edits.ts';
import { importUnitLimits } from './import-unit-limits.ts';
import { renderJson } from './render-json.ts';

const IMPORTS: Readonly<Record<string, Import>> = {
  ptp: importPairEdits,
  mue: importUnitLimits,
  pprrvu: importFees,
  gpci: importLocalities,
  icd10cm: importDiagnosisCodes,
  descriptors: importDescriptors,
};
const DAY = /^\d{4}-\d{2}-\d{2}$/;
export const KINDS: readonly string[] = Object.keys(IMPORTS);

/** The loader of each table an import may change: a table it rejects is not written. */
const LOADERS: Readonly<Record<string, (table: unknown) => unknown>> = {
  'pair-edits.json': pairEditTable,
  'unit-limits.json': unitLimitTable,
  'fees.json': feeTable,
  'localities.json': localityTable,
  'diagnosis-validity.json': diagnosisValidityTable,
};

const loadProblems = ([name, table]: readonly [string, unknown]): readonly string[] => {
  try {
    LOADERS[name]?.(table);
    return [];
  } catch (error) {
    return [`${name} would not load: ${error instanceof Error ? error.message : String(error)}.`];
  }
};

/** Folders the tables are read from and written to. */
interface Folders {
  readonly codes: string;
  /** For content a deployer has licensed; kept out of the repository. */
  readonly licensed: string;
}

/**
 * Reads published files of one kind and writes the tables they change.
 * @returns what changed, in plain words.
 * @throws UnusableFile with every problem; then nothing is written.
 */
export const importCodes = async (
  kind: string,
  paths: readonly string[],
  folders: Folders,
  terms: Terms & { readonly dryRun?: boolean },
): Promise<readonly string[]> => {
  const read = IMPORTS[kind];
  if (!read) throw new UnusableFile([`"${kind}" is not a kind of file: ${KINDS.join(', ')}.`]);
  if (paths.length === 0) throw new UnusableFile([`Name the ${kind} file.`]);
  refuseProblems([
    ...paths.filter((path) => !existsSync(path)).map((path) => `There is no file ${path}.`),
    ...[terms.from, terms.to].flatMap((day) => (day && !DAY.test(day) ? [`"${day}" is not a date YYYY-MM-DD.`] : [])),
  ]);
  const readTable = (name: string): unknown => JSON.parse(readFileSync(join(folders.codes, name), 'utf8'));
  const { tables, says } = await read(paths, readTable, terms);
  refuseProblems(Object.entries(tables).flatMap(loadProblems));
  const written = Object.entries(tables).map(([name, table]) => {
    const folder = name === DESCRIPTORS ? folders.licensed : folders.codes;
    if (!terms.dryRun) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, name), `${renderJson(table)}\n`);
    }
    return `${name} ${terms.dryRun ? 'would be' : 'is'} written.`;
  });
  return [...says, ...written];
};
