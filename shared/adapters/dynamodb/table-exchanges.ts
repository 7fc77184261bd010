import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import { join, segment, under } from './key-text.ts';
import type { Key, Range } from './table.ts';

/** YYYY-MM of an instant: a month is a partition. */
const MONTH = 7;
const monthOf = (instant: string): string => instant.slice(0, MONTH);

const exchangePk = (tenant: TenantId, month: string): string => under(tenant, 'UMEXCHANGE', segment(month));
const receivedPk = (tenant: TenantId, month: string): string => under(tenant, 'UMRECEIVED', segment(month));
const sortKey = (at: string, id: string): string => join(segment(at), segment(id));

/** Keys of what measures are made of: the exchanges of a payer, and its requests, by the month of receipt. */
export const exchangeKeys = {
  exchange: (tenant: TenantId, receivedAt: string, id: string): Key => ({
    pk: exchangePk(tenant, monthOf(receivedAt)),
    sk: sortKey(receivedAt, id),
  }),
  received: (tenant: TenantId, receivedAt: string, requestId: string): Key => ({
    pk: receivedPk(tenant, monthOf(receivedAt)),
    sk: sortKey(receivedAt, requestId),
  }),
};

const nextMonth = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, MONTH);
};

const monthsOf = (from: string, to: string): readonly string[] => {
  const months: string[] = [];
  for (let month = monthOf(from); month <= monthOf(to); month = nextMonth(month)) months.push(month);
  return months;
};

/** A range for each month, oldest first; the end is not included, since more follows an instant in a key. */
const rangesOf =
  (pkOf: (tenant: TenantId, month: string) => string) =>
  (tenant: TenantId, from: string, to: string): readonly Range[] =>
    monthsOf(from, to).map((month) => ({ pk: pkOf(tenant, month), from, to }));

export const exchangeRanges = { exchanges: rangesOf(exchangePk), received: rangesOf(receivedPk) };
