import { isPlaceOfService } from '../../codes/place-of-service.ts';
import { MOST_CODES_OF_VISIT } from '../../core/authorization/slot.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import type { Column } from './columns.ts';

/** A cell that is not empty, with its column and the number of its row. */
export interface Cell extends Column {
  readonly row: number;
  readonly text: string;
}

/** Orders of one visit. */
const MOST_ORDERS = 20;
const MOST_CHARACTERS = 400;
const SEPARATORS = /[\s,;/+&|^]+/;
/** CPT of all categories, and HCPCS level II. */
const BILLING_CODE = /^(?:\d{4}[0-9AFMTU]|[A-V]\d{4})$/;
const FHIR_REFERENCE = /^(?:https?:\/\/\S*\/)?ServiceRequest\/([A-Za-z0-9\-.]{1,64})$/;
/** What a spreadsheet makes of a long number. */
const SHORTENED = /^\d[.,]\d+E\+\d+$/i;

const wordsOf = (text: string): readonly string[] => text.split(SEPARATORS).filter(Boolean);
const shown = (text: string): string => (text.length > 24 ? `${text.slice(0, 24)}…` : text);

/** Names the cell, and only what of it is needed to find it. */
export const wrongCell = ({ name, row }: Cell, says: string): Result<never> =>
  refused({ code: 'value', says: `Row ${row}, column "${name}": ${says}`, expression: 'csv' });

export const cellsDiffer = (first: Cell, other: Cell): Result<never> =>
  wrongCell(first, `does not say the same as column "${other.name}"; leave one of them out.`);

/** Every code of a cell, each a line of the visit; one that is not understood is never left out. */
export const readCodesCell = (cell: Cell): Result<readonly string[]> => {
  const words = cell.text.length > MOST_CHARACTERS ? [] : wordsOf(cell.text.toUpperCase());
  if (!words.length || words.length > MOST_CODES_OF_VISIT)
    return wrongCell(cell, `holds no list of 1 to ${MOST_CODES_OF_VISIT} billing codes.`);
  const strange = words.find((word) => !BILLING_CODE.test(word));
  if (strange) return wrongCell(cell, `"${shown(strange)}" is not a CPT or HCPCS code.`);
  return new Set(words).size === words.length
    ? ok(words)
    : wrongCell(cell, 'names a code twice; give the units in a column of their own.');
};

/** Codes in a column that may describe the test in words: what has three digits has to be a code. */
export const readProcedureCell = (cell: Cell): Result<readonly string[]> => {
  const words = wordsOf(cell.text).filter((word) => /\d\D*\d\D*\d/.test(word));
  if (!words.length) return ok([]);
  const bare = words.slice(0, MOST_CODES_OF_VISIT + 1).map((word) => word.replace(/^[([]{1,2}|[)\].:]{1,2}$/g, ''));
  return readCodesCell({ ...cell, text: bare.join(' ') });
};

export const readOrdersCell = (cell: Cell): Result<readonly string[]> => {
  const words = cell.text.length > MOST_CHARACTERS ? [] : cell.text.split(/[\s,;|]+/).filter(Boolean);
  if (!words.length || words.length > MOST_ORDERS)
    return wrongCell(cell, `holds no list of 1 to ${MOST_ORDERS} orders.`);
  if (words.some((word) => SHORTENED.test(word)))
    return wrongCell(cell, 'the number was shortened by a spreadsheet; format the column as text.');
  return ok([...new Set(words.map((word) => FHIR_REFERENCE.exec(word)?.[1] ?? word))]);
};

export const readPlaceCell = (cell: Cell): Result<string> => {
  const code = cell.text.replace(/^\d$/, '0$&');
  return isPlaceOfService(code) ? ok(code) : wrongCell(cell, 'is not a place of service code such as 11 or 22.');
};

export const readUnitsCell = (cell: Cell): Result<number> => {
  const units = /^(\d{1,3})(?:\.0{1,4})?$/.exec(cell.text)?.[1];
  return units && Number(units) >= 1 ? ok(Number(units)) : wrongCell(cell, 'is not a whole number of at least 1.');
};

/** A number or a reference can be compared with an approval's; a name cannot. */
export const comparableKey = (text: string | undefined): string | undefined =>
  text && /[\d/]/.test(text) && !/\s/.test(text) ? text : undefined;

/** All cells say the same thing, or the visit is not understood. */
export const readAgreed = <T>(cells: readonly Cell[], read: (cell: Cell) => Result<T>): Result<T | undefined> => {
  const [first] = cells;
  if (!first) return ok(undefined);
  const values = cells.map(read);
  const failed = values.find((value) => !value.ok);
  const [value] = values;
  if (!value || failed) return failed ?? ok(undefined);
  const other = cells.find((_, index) => JSON.stringify(values[index]) !== JSON.stringify(value));
  return other ? cellsDiffer(first, other) : value;
};
