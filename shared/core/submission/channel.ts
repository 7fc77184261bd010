import type {
  ChannelBook,
  ChannelChoice,
  ChannelEdit,
  ChannelEndpoint,
  ChannelRow,
  ChannelScope,
  ChannelSource,
  ChannelWay,
  Routing,
  Transaction,
} from '../model/channel.ts';
import { MACHINE_CHANNELS } from '../model/channel.ts';
import { compact } from '../model/compact.ts';
import { addDays } from '../model/dates.ts';
import { ASK_HOW, ASK_READER_NUMBER, askerWords, wayWords } from './channel-words.ts';

interface ChannelAsked extends Routing {
  readonly payer: string | undefined;
  readonly transaction: Transaction;
  /** Day on which it is sent, YYYY-MM-DD. */
  readonly day: string;
}

/** What a tenant says of channels. */
export interface TenantChannels {
  readonly payerEndpoints?: readonly ChannelEndpoint[] | undefined;
  readonly channels?: readonly ChannelEdit[] | undefined;
}

type Row = Omit<ChannelRow, 'id' | 'payers'> & { readonly id?: string; readonly by?: string };
type Fit = 'yes' | 'no' | 'unknown';

const fitOf = <T>(wanted: readonly T[] | undefined, value: T | undefined): Fit =>
  wanted === undefined ? 'yes' : value === undefined ? 'unknown' : wanted.includes(value) ? 'yes' : 'no';

const inForce = ({ from, to }: ChannelScope, day: string): boolean =>
  (from === undefined || from <= day) && (to === undefined || day <= to);

/** By Kleene's table: one part that does not fit decides, else one that is not known. */
const fits = ({ products, delegated, states, groups }: ChannelScope, asked: Routing): Fit => {
  const parts = [
    fitOf(products, asked.product),
    // A message that says nothing of a delegate has none: plans name it on the card.
    fitOf(delegated && [true], asked.delegated ?? false),
    fitOf(states, asked.state),
    fitOf(groups, asked.group),
  ];
  return parts.includes('no') ? 'no' : parts.includes('unknown') ? 'unknown' : 'yes';
};

const PLAN = 8;
const DELEGATE = 4;
const STATE = 2;
/** Plan over state over payer, as the exceptions of policies. */
export const rankOf = ({ products, delegated, states, groups }: ChannelScope): number =>
  (products ? PLAN : 0) + (delegated ? DELEGATE : 0) + (states ? STATE : 0) + (groups ? 1 : 0);

const byRank = (a: ChannelScope, b: ChannelScope): number => rankOf(b) - rankOf(a);

const isMachine = ({ kind }: ChannelWay): boolean => MACHINE_CHANNELS.some((one) => one === kind);
/** What each transaction may be sent by. */
const ELECTRONIC: Readonly<Record<Transaction, readonly ChannelEndpoint['kind'][]>> = {
  eligibility: ['x12-270'],
  'prior-auth': ['fhir-pas', 'x12-278'],
  inquiry: ['fhir-pas', 'x12-278'],
};
const VERSIONS: Readonly<Record<ChannelEndpoint['kind'], string>> = {
  'fhir-pas': '2.2.1',
  'x12-278': '005010X217',
  'x12-270': '005010X279A1',
};

const editsOf = ({ channels = [] }: TenantChannels, payer: string): readonly Row[] =>
  channels.flatMap((edit) => {
    if (!('payer' in edit) || edit.payer !== payer) return [];
    const { payer: _payer, by, on, says, whoMustAsk, ...rest } = edit;
    const given: ChannelSource = { source: `${by}, ${on}`, evidence: 'verified', confirmed: on };
    return [
      {
        ...rest,
        ...given,
        by,
        says: says ?? 'Your own settings say so.',
        ...(whoMustAsk ? { whoMustAsk: { value: whoMustAsk, ...given } } : {}),
      },
    ];
  });

type Usable = ChannelWay & { readonly endpoint?: string };

/** A way as it can be used here: a machine's needs an endpoint of the tenant, the payer's own before a clearinghouse's. */
const usable = (way: ChannelWay, payer: string, endpoints: readonly ChannelEndpoint[]): Usable | undefined => {
  if (!isMachine(way)) return way;
  const ofKind = endpoints.filter(({ kind }) => kind === way.kind);
  const found = ofKind.find((one) => one.payer === payer) ?? ofKind.find((one) => one.payer === undefined);
  return found && { ...way, version: found.version ?? way.version ?? VERSIONS[found.kind], endpoint: found.name };
};

/** Endpoints a tenant has for this payer by name say that it is reached that way, whether the map knows it or not. */
const agreed = (
  transaction: Transaction,
  payer: string,
  endpoints: readonly ChannelEndpoint[],
): readonly ChannelWay[] =>
  ELECTRONIC[transaction]
    .filter((kind) => endpoints.some((one) => one.kind === kind && one.payer === payer))
    .map((kind) => ({ kind }));

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

const DELEGATED = 'Review is delegated to another group, and how that group takes requests is not held.';
const NOT_HELD = 'No source held says how this plan takes it.';

const choiceOf = (
  row: Row | undefined,
  open: readonly Row[],
  { payer = '', transaction, day }: ChannelAsked,
  { payerEndpoints: endpoints = [], channels = [] }: TenantChannels,
  book: ChannelBook,
  readerNumber: string,
): ChannelChoice => {
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
    says: [first ? wayWords(first) : row.says, ...(asker || first ? [askerWords(asker?.value)] : []), asker?.says]
      .filter(Boolean)
      .join(' '),
    why: [
      source ? `${why} (${source})` : why,
      ...cautionsOf(open),
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
  const { payer, transaction, day, delegated } = asked;
  if (payer === undefined) return asking('The payer is not recognized.', ASK_READER_NUMBER);
  const reader = book.readerNumberRule(payer, day);
  const readerNumber = reader ? `${reader.says} (${reader.source})` : ASK_READER_NUMBER;
  const rowsFor = (wanted: Transaction): readonly Row[] => {
    const ofIt = (row: ChannelScope) => row.transaction === wanted && inForce(row, day) && fits(row, asked) !== 'no';
    return [
      ...editsOf(tenant, payer).filter(ofIt).toSorted(byRank),
      ...book.channelRows(payer, day).filter(ofIt).toSorted(byRank),
    ];
  };
  const own = rowsFor(transaction);
  // The way a request went is the way to ask how it stands, where nothing else is said.
  const rows = own.length || transaction !== 'inquiry' ? own : rowsFor('prior-auth');
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
