import { MOST_CODES_AT_ONCE } from '../../core/authorization/slot.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import { readAppointments } from '../../fhir/read/read-appointments.ts';
import { isCsvType } from '../csv/decode-text.ts';
import type { Request } from '../handler.ts';
import { readResource } from '../read-resource.ts';
import { type ListedRows, readCsv } from './read-csv.ts';

const CSV = /\bcsv\b/i;
const TOO_MANY = `A page may have ${MOST_CODES_AT_ONCE} codes; ask for fewer rows with _count.`;
/** Rows per response; more are at the URL of the next page. */
const MOST = 1_000;

/** `_format` overrides the Accept header; a caller that sends CSV and asks for nothing else gets CSV. */
export const wantsCsv = ({ query, headers }: Request): boolean => {
  const asked = query._format?.at(-1) ?? headers.accept ?? '*/*';
  return CSV.test(asked) || (asked.trim() === '*/*' && isCsvType(headers['content-type'] ?? ''));
};

/** Rows `from` to `to` of the list, whatever its form. */
const readList = ({ headers, body }: Request, from: number, to: number): Result<ListedRows> => {
  if (isCsvType(headers['content-type'] ?? '')) return readCsv(body, from, to);
  const message = readResource(body, 'refuse');
  const all = message.ok ? readAppointments(message.value) : message;
  return all.ok ? ok({ rows: all.value.slice(from, to), more: to < all.value.length }) : all;
};

const readNumber = (
  { query }: Request,
  name: '_count' | '_offset',
  least: number,
  otherwise: number,
): Result<number> => {
  const given = query[name]?.at(-1);
  if (given === undefined) return ok(otherwise);
  const number = Number(given);
  return /^\d{1,9}$/.test(given) && number >= least
    ? ok(number)
    : refused({ code: 'value', says: `Must be a whole number of at least ${least}.`, expression: `http.${name}` });
};

interface RowsAsked extends Pick<ListedRows, 'rows'> {
  readonly ignored: readonly string[];
  /** Query of the next page; absent on the last. */
  readonly next?: string;
}

/** The requested page: `_count` rows after `_offset`. Asking again gives the same rows. */
export const readRows = (request: Request): Result<RowsAsked> => {
  const count = readNumber(request, '_count', 1, MOST);
  const offset = readNumber(request, '_offset', 0, 0);
  if (!count.ok) return count;
  if (!offset.ok) return offset;
  const size = Math.min(count.value, MOST);
  const end = offset.value + size;
  const list = readList(request, offset.value, end);
  if (!list.ok) return list;
  const { rows, more, ignored = [] } = list.value;
  const codes = rows.reduce((sum, { slot }) => sum + (slot?.codes.length ?? 0), 0);
  if (codes > MOST_CODES_AT_ONCE) return refused({ code: 'too-long', says: TOO_MANY, expression: 'http._count' });
  return ok({ rows, ignored, ...(more ? { next: `_offset=${end}&_count=${size}` } : {}) });
};
