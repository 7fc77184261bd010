import type { ChannelBook, ChannelChoice, ChannelEndpoint, ChannelSource } from '../model/channel.ts';
import { compact } from '../model/compact.ts';
import { addDays } from '../model/dates.ts';
import { readerNumberSays } from '../policy/reader-number.ts';
import { askersOf, type ChannelAsked, fits, type Row, rowsFor, type TenantChannels } from './channel-rows.ts';
import { agreed, usable } from './channel-ways.ts';
import { ASK_HOW, askerWords, TELL_HOW, tellWords, wayWords } from './channel-words.ts';
import { enrolmentGaps } from './enrolment.ts';

const staleSince = (
  sources: readonly ChannelSource[],
  confirmedHere: string | undefined,
  day: string,
  staleDays: number,
): string | undefined => {
  const oldest = sources
    .map(({ confirmed }) => (confirmedHere && confirmedHere > confirmed ? confirmedHere : confirmed))
    .sort()[0];
  return oldest && addDays(oldest, staleDays) < day ? oldest : undefined;
};

const unsaid = (row: Row): string =>
  [
    ...(row.states ? [`in ${row.states.join(', ')}`] : []),
    ...(row.products ? [`for ${row.products.join(', ')}`] : []),
    ...(row.groups ? [`for ${row.groups.join(', ')}`] : []),
  ].join(' ');

/** Rows that would have come first if what they depend on were known to fit. */
const cautionsOf = (open: readonly Row[]): readonly string[] =>
  open.map((row) => `Not known whether this applies (${unsaid(row)}): ${row.says}`);

const asking = (why: string, readerNumber: string): ChannelChoice => ({
  channel: 'ask-plan',
  says: `${ASK_HOW} ${askerWords(undefined)}`,
  why,
  duties: [],
  alternatives: [],
  readerNumber,
});

/** Payers that are asked by 270 are named with their servers, not among the endpoints for requests. */
const eligibilityEndpoints = ({ payerServers = [] }: TenantChannels): readonly ChannelEndpoint[] =>
  payerServers.flatMap(({ payer, x12 }) => (x12 ? [{ name: payer, payer, kind: 'x12-270' as const }] : []));

const DELEGATED = 'Review is delegated to another group, and how that group takes requests is not held.';
const NOT_HELD = 'No source held says how this plan takes it.';

const choiceOf = (
  row: Row | undefined,
  open: readonly Row[],
  { payer = '', transaction, day }: ChannelAsked,
  tenant: TenantChannels,
  book: ChannelBook,
  readerNumber: string,
): ChannelChoice => {
  const { channels = [], enrolments } = tenant;
  const endpoints = [...(tenant.payerEndpoints ?? []), ...eligibilityEndpoints(tenant)];
  const isClosed = row !== undefined && row.ways.length === 0;
  const own = isClosed || row?.by ? [] : agreed(transaction, payer, endpoints);
  const known = [...own, ...(row?.ways ?? []).filter(({ kind }) => !own.some((one) => one.kind === kind))];
  const [first, ...others] = known.flatMap((way) => usable(way, payer, endpoints) ?? []);
  if (!row && !first) return asking(NOT_HELD, readerNumber);
  const confirms = channels
    .flatMap((one) => ('confirms' in one && one.confirms === row?.id ? one.on : []))
    .sort()
    .at(-1);
  const isOwn = first !== undefined && own.some(({ kind }) => kind === first.kind);
  const asker = row?.whoMustAsk;
  const wayFrom = first?.confirmed
    ? [{ ...first, confirmed: first.confirmed } as ChannelSource]
    : row && !isOwn
      ? [row]
      : [];
  const stale = staleSince([...wayFrom, ...(asker ? [asker] : [])], confirms, day, book.channelStaleDays);
  const why = isOwn ? `Your settings have the endpoint “${first.endpoint}” for this payer.` : (row?.says ?? NOT_HELD);
  const source = isOwn ? undefined : (first?.source ?? row?.source);
  const {
    source: _source,
    evidence: _evidence,
    confirmed: _confirmed,
    kind,
    ...way
  } = first ?? { kind: 'ask-plan' as const };
  return compact({
    channel: kind,
    ...way,
    whoMustAsk: asker?.value,
    leadDays: row?.leadDays,
    says: [
      first ? wayWords(first) : isClosed ? row.says : ASK_HOW,
      ...(asker || first ? [askerWords(asker?.value)] : []),
      asker?.says,
    ]
      .filter(Boolean)
      .join(' '),
    why: [
      source ? `${why} (${source})` : why,
      ...cautionsOf(open),
      ...enrolmentGaps(book, { payer, transaction, day, npis: askersOf(tenant, { payer, transaction }) }, enrolments),
      ...(stale ? [`Last known to hold on ${stale}: confirm it with the plan.`] : []),
    ].join(' '),
    level: isOwn ? undefined : (first?.evidence ?? row?.evidence),
    row: isOwn ? undefined : row?.id,
    changedBy: row?.by && `${row.by}, ${row.confirmed}`,
    stale,
    duties: row?.duties ?? [],
    alternatives: others,
    readerNumber,
  });
};

/**
 * How to send a request to a payer on a day: the tenant's own rows first, then the map's, the more specific first. A row that
 * depends on what is not known is told as a caution, never followed. Where nothing is held, the plan is to be asked.
 */
export const chooseChannel = (book: ChannelBook, asked: ChannelAsked, tenant: TenantChannels): ChannelChoice => {
  const { payer, day, delegated } = asked;
  if (payer === undefined) return asking('The payer is not recognized.', readerNumberSays(book, undefined, day));
  const readerNumber = readerNumberSays(book, payer, day);
  const rows = rowsFor(book, asked, tenant);
  const at = rows.findIndex((row) => fits(row, asked) === 'yes' && (!delegated || row.delegated));
  if (delegated && at < 0) return asking(DELEGATED, readerNumber);
  const open = at < 0 ? rows : rows.slice(0, at);
  return choiceOf(
    rows[at],
    open.filter((row) => fits(row, asked) === 'unknown'),
    asked,
    tenant,
    book,
    readerNumber,
  );
};

/**
 * By which way a person tells a payer something about what it holds: the ways of its requests, without a machine's. Who must ask, by
 * when and with what does not matter to it.
 */
export const channelToTell = (
  book: ChannelBook,
  asked: Omit<ChannelAsked, 'transaction'>,
  { channels }: Pick<TenantChannels, 'channels'>,
): ChannelChoice => {
  const found = chooseChannel(book, { ...asked, transaction: 'prior-auth' }, { channels });
  const { whoMustAsk: _asker, leadDays: _days, channel, ...rest } = found;
  const says = channel === 'ask-plan' ? TELL_HOW : tellWords({ ...rest, kind: channel });
  return { ...rest, channel, says, duties: [], readerNumber: '' };
};
