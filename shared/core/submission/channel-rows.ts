import type {
  ChannelBook,
  ChannelEdit,
  ChannelEndpoint,
  ChannelRow,
  ChannelScope,
  ChannelSource,
  EnrolmentFact,
  Routing,
  Transaction,
} from '../model/channel.ts';

/** Which rows of the channel map, and of a tenant's own, speak of a request. */

export interface ChannelAsked extends Routing {
  readonly payer: string | undefined;
  readonly transaction: Transaction;
  /** Day on which it is sent, YYYY-MM-DD. */
  readonly day: string;
}

/** What a tenant says of channels. */
export interface TenantChannels {
  readonly payerEndpoints?: readonly ChannelEndpoint[] | undefined;
  readonly channels?: readonly ChannelEdit[] | undefined;
  readonly enrolments?: readonly EnrolmentFact[] | undefined;
  /** Who asks, in requests and by 270. */
  readonly submission?: { readonly practice?: { readonly npi?: string } } | undefined;
  readonly payerServers?:
    | readonly { readonly payer: string; readonly x12?: { readonly provider: { readonly npi: string } } }[]
    | undefined;
}

/** NPIs of the tenant that messages of a transaction to a payer name as who asks. */
export const askersOf = (
  { submission, payerServers = [] }: TenantChannels,
  { payer, transaction }: Pick<ChannelAsked, 'payer' | 'transaction'>,
): readonly string[] =>
  transaction === 'eligibility'
    ? payerServers.flatMap((one) => (one.payer === payer && one.x12 ? [one.x12.provider.npi] : []))
    : [submission?.practice?.npi].filter((npi) => npi !== undefined);

/** A row of the map, or a tenant's own. */
export type Row = Omit<ChannelRow, 'id' | 'payers'> & { readonly id?: string; readonly by?: string };
type Fit = 'yes' | 'no' | 'unknown';

const fitOf = <T>(wanted: readonly T[] | undefined, value: T | undefined): Fit =>
  wanted === undefined ? 'yes' : value === undefined ? 'unknown' : wanted.includes(value) ? 'yes' : 'no';

const inForce = ({ from, to }: ChannelScope, day: string): boolean =>
  (from === undefined || from <= day) && (to === undefined || day <= to);

/** By Kleene's table: one part that does not fit decides, else one that is not known. */
export const fits = ({ products, delegated, states, groups }: ChannelScope, asked: Routing): Fit => {
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
const rankOf = ({ products, delegated, states, groups }: ChannelScope): number =>
  (products ? PLAN : 0) + (delegated ? DELEGATE : 0) + (states ? STATE : 0) + (groups ? 1 : 0);

const byRank = (a: ChannelScope, b: ChannelScope): number => rankOf(b) - rankOf(a);

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

/** The rows that fit, or may: the tenant's own first, then the map's, of each the more specific first. */
export const rowsFor = (
  book: Pick<ChannelBook, 'channelRows'>,
  { payer = '', day, ...asked }: ChannelAsked,
  tenant: TenantChannels,
): readonly Row[] => {
  const of = (transaction: Transaction): readonly Row[] => {
    const isOfIt = (row: ChannelScope) =>
      row.transaction === transaction && inForce(row, day) && fits(row, asked) !== 'no';
    return [
      ...editsOf(tenant, payer).filter(isOfIt).toSorted(byRank),
      ...book.channelRows(payer, day).filter(isOfIt).toSorted(byRank),
    ];
  };
  const own = of(asked.transaction);
  // The way a request went is the way to ask how it stands, where nothing else is said.
  return own.length || asked.transaction !== 'inquiry' ? own : of('prior-auth');
};
