import * as z from 'zod/mini';
import {
  CHANNEL_ASKERS,
  CHANNEL_KINDS,
  type ChannelBook,
  type ChannelRow,
  TRANSACTIONS,
} from '../core/model/channel.ts';
import { groupBy } from '../core/model/group-by.ts';
import { GROUPS } from '../core/model/ruleset.ts';
import { dataSet, evidence, holds, isoDate } from './data-set.ts';
import { readTable } from './read-table.ts';

const text = z.string().check(z.minLength(1));
const some = z.array(text).check(z.minLength(1));
const telephone = z.string().check(z.regex(/^\d{3}-\d{3}-\d{4}$/, 'ten digits, 866-000-0000'));
const address = z.string().check(z.regex(/^https:\/\/[a-z0-9.-]+(\/[^\s?#]*)?$/, 'an https address without a query'));
const sourced = { source: text, evidence, confirmed: isoDate };

/** One way to a payer, as the map and a tenant's settings have it. */
const channelWay = z
  .strictObject({
    kind: z.enum(CHANNEL_KINDS),
    version: z.exactOptional(text),
    name: z.exactOptional(text),
    url: z.exactOptional(address),
    phone: z.exactOptional(telephone),
    fax: z.exactOptional(telephone),
    hours: z.exactOptional(text),
    source: z.exactOptional(text),
    evidence: z.exactOptional(evidence),
    confirmed: z.exactOptional(isoDate),
  })
  .check(
    z.refine(
      ({ source, evidence: level, confirmed }) => [source, level, confirmed].filter((one) => one).length % 3 === 0,
      'a source of its own has source, evidence and confirmed together',
    ),
  );

/** For which requests a row is. */
export const channelScope = {
  transaction: z.enum(TRANSACTIONS),
  products: z.exactOptional(some),
  delegated: z.exactOptional(z.literal(true)),
  states: z.exactOptional(
    z.array(z.string().check(z.regex(/^[A-Z]{2}$/, 'two capital letters'))).check(z.minLength(1)),
  ),
  groups: z.exactOptional(z.array(z.enum(GROUPS)).check(z.minLength(1))),
  from: z.exactOptional(isoDate),
  to: z.exactOptional(isoDate),
};

/** What it says beside who must ask. */
export const channelTerms = {
  ways: z.array(channelWay),
  leadDays: z.exactOptional(z.int().check(z.minimum(0), z.maximum(60))),
  duties: z.exactOptional(some),
};

export const channelMapFile = z.strictObject({
  dataSet,
  staleAfterDays: z.int().check(z.minimum(1), z.maximum(1000)),
  rows: z.array(
    z.strictObject({
      id: z.string().check(z.regex(/^[a-z0-9-]+$/, 'small letters, digits and hyphens')),
      payers: some,
      ...channelScope,
      ...channelTerms,
      whoMustAsk: z.exactOptional(
        z.strictObject({ value: z.enum(CHANNEL_ASKERS), says: z.exactOptional(text), ...sourced }),
      ),
      says: text,
      ...sourced,
    }),
  ),
  enrolments: z.array(
    z.strictObject({
      id: text,
      payers: some,
      transaction: z.enum(TRANSACTIONS),
      from: isoDate,
      rejectReason: text,
      says: text,
      ...sourced,
    }),
  ),
  readerNumbers: z.array(
    z.strictObject({ payers: some, from: isoDate, needs: z.enum(['same', 'own', 'none']), says: text, ...sourced }),
  ),
});

const meet = (a: readonly unknown[] | undefined, b: readonly unknown[] | undefined): boolean | 'both' =>
  a && b ? a.some((one) => b.includes(one)) : a === b ? 'both' : false;

/** Two rows that depend on the same things and can both be right: neither may be chosen silently. */
const collide = (a: ChannelRow, b: ChannelRow): boolean =>
  a.transaction === b.transaction &&
  a.payers.some((payer) => b.payers.includes(payer)) &&
  a.delegated === b.delegated &&
  [meet(a.products, b.products), meet(a.states, b.states), meet(a.groups, b.groups)].every(Boolean) &&
  (a.from ?? '') <= (b.to ?? '9999') &&
  (b.from ?? '') <= (a.to ?? '9999');

const check = (rows: readonly ChannelRow[]): void => {
  rows.forEach((row, index) => {
    const later = rows.slice(index + 1);
    if (later.some(({ id }) => id === row.id)) throw new Error(`channel-map: two rows are called ${row.id}.`);
    const other = later.find((one) => collide(row, one));
    if (other) throw new Error(`channel-map: ${row.id} and ${other.id} can both apply, and neither comes first.`);
    if (row.from && row.to && row.to < row.from) throw new Error(`channel-map: ${row.id} ends before it starts.`);
  });
};

type ChannelTable = ChannelBook & { readonly dataSets: readonly z.infer<typeof dataSet>[] };

/** How payers are reached: rows, enrolments, and whether a reading group's claim needs the number. */
export const channelTable = (json: unknown): ChannelTable => {
  const { dataSet: header, staleAfterDays, rows, enrolments, readerNumbers } = readTable(channelMapFile, json);
  check(rows);
  const byPayer = groupBy(
    rows.flatMap((row) => row.payers.map((payer) => ({ payer, row }))),
    ({ payer }) => payer,
  );
  return {
    dataSets: [header],
    channelRows: (payer, date) => (byPayer.get(payer) ?? []).map(({ row }) => row).filter((row) => holds(row, date)),
    enrolmentRules: (payer, date) => enrolments.filter((one) => one.payers.includes(payer) && one.from <= date),
    readerNumberRule: (payer, date) =>
      readerNumbers
        .filter((one) => one.payers.includes(payer) && one.from <= date)
        .toSorted((a, b) => (a.from < b.from ? 1 : -1))[0],
    channelPayers: [...byPayer.keys()],
    channelStaleDays: staleAfterDays,
  };
};
