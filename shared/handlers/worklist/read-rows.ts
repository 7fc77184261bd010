import type { WorklistRow } from '../../core/authorization/worklist.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import { readAppointments } from '../../fhir/read/read-appointments.ts';
import type { Request } from '../handler.ts';
import { readResource } from '../read-resource.ts';
import { readCsv } from './read-csv.ts';

const CSV = /\bcsv\b/i;
/** Rows per response; more are at the URL of the next page. */
const MOST = 1_000;

/** `_format` overrides the Accept header; a caller that sends CSV and asks for nothing else gets CSV. */
export const wantsCsv = ({ query, headers }: Request): boolean => {
  const asked = query._format?.at(-1) ?? headers.accept ?? '*/*';
  return CSV.test(asked) || (asked.trim() === '*/*' && CSV.test(headers['content-type'] ?? ''));
};

const readAll = ({ headers, body }: Request): Result<readonly WorklistRow[]> => {
  if (CSV.test(headers['content-type'] ?? '')) return readCsv(body);
  const message = readResource(body, 'refuse');
  return message.ok ? readAppointments(message.value) : message;
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

interface RowsAsked {
  readonly rows: readonly WorklistRow[];
  /** Query of the next page; absent on the last. */
  readonly next?: string;
}

/** The requested page: `_count` rows after `_offset`. Asking again gives the same rows. */
export const readRows = (request: Request): Result<RowsAsked> => {
  const count = readNumber(request, '_count', 1, MOST);
  const offset = readNumber(request, '_offset', 0, 0);
  const all = readAll(request);
  if (!all.ok) return all;
  if (!count.ok) return count;
  if (!offset.ok) return offset;
  const size = Math.min(count.value, MOST);
  const end = offset.value + size;
  const rows = all.value.slice(offset.value, end);
  return ok({ rows, ...(end < all.value.length ? { next: `_offset=${end}&_count=${size}` } : {}) });
};
