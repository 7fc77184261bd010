import type { Evidence } from './evidence.ts';
import type { GroupId } from './ruleset.ts';

/** How a payer is reached. The first three are for machines, the others for people. */
export const CHANNEL_KINDS = ['fhir-pas', 'x12-278', 'x12-270', 'portal', 'phone', 'fax'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];
export const MACHINE_CHANNELS = ['fhir-pas', 'x12-278', 'x12-270'] as const satisfies readonly ChannelKind[];
type MachineChannel = (typeof MACHINE_CHANNELS)[number];

/** What is asked of the payer: is the member covered, please authorize, how does the request stand. */
export const TRANSACTIONS = ['eligibility', 'prior-auth', 'inquiry'] as const;
export type Transaction = (typeof TRANSACTIONS)[number];

/** Whose office the payer takes a request from. */
export const CHANNEL_ASKERS = ['ordering', 'rendering', 'either', 'member'] as const;
export type ChannelAsker = (typeof CHANNEL_ASKERS)[number];

/** Where a statement of the channel map stands, and the last day it is known to have said so. */
export interface ChannelSource {
  readonly source: string;
  readonly evidence: Evidence;
  /** YYYY-MM-DD: the source's own date; of a page without one, the day it was read. */
  readonly confirmed: string;
}

/** One way to a payer. */
export interface ChannelWay extends Partial<ChannelSource> {
  readonly kind: ChannelKind;
  /** Release of a machine's dialect. */
  readonly version?: string | undefined;
  /** Of a portal, or of whom the number reaches. */
  readonly name?: string | undefined;
  readonly url?: string | undefined;
  readonly phone?: string | undefined;
  readonly fax?: string | undefined;
  readonly hours?: string | undefined;
}

/** For which requests a row is. What it leaves out, it does not depend on. */
export interface ChannelScope {
  readonly transaction: Transaction;
  readonly products?: readonly string[] | undefined;
  readonly delegated?: true | undefined;
  /** Of the site. */
  readonly states?: readonly string[] | undefined;
  readonly groups?: readonly GroupId[] | undefined;
  /** Both days included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** What a row says beside the ways. */
interface ChannelTerms {
  /** In the order in which they are to be tried; none: the plan has to be asked. */
  readonly ways: readonly ChannelWay[];
  /** Business days before the visit by which the request is to be with the payer. */
  readonly leadDays?: number | undefined;
  /** Whom to tell what, and when. */
  readonly duties?: readonly string[] | undefined;
}

/** A row of the channel map: for these payers and requests, these ways. */
export interface ChannelRow extends ChannelScope, ChannelTerms, ChannelSource {
  readonly id: string;
  readonly payers: readonly string[];
  readonly whoMustAsk?:
    | (ChannelSource & { readonly value: ChannelAsker; readonly says?: string | undefined })
    | undefined;
  readonly says: string;
}

/** A row of a tenant: it comes before those of the map. Or its word that a row of the map still holds. */
export type ChannelEdit =
  | (ChannelScope &
      ChannelTerms & {
        readonly payer: string;
        readonly whoMustAsk?: ChannelAsker | undefined;
        readonly says?: string | undefined;
        /** Who said so, and on which day. */
        readonly by: string;
        readonly on: string;
      })
  | { readonly confirms: string; readonly by: string; readonly on: string };

/** An endpoint in a tenant's settings: a machine's way counts only where there is one for it. */
export interface ChannelEndpoint {
  readonly name: string;
  /** Absent: of a clearinghouse, which reaches many. */
  readonly payer?: string | undefined;
  readonly kind: MachineChannel;
  readonly version?: string | undefined;
}

/** Each NPI has to be enrolled with the payer before its messages are taken. */
export interface EnrolmentRule extends ChannelSource {
  readonly id: string;
  readonly payers: readonly string[];
  readonly transaction: Transaction;
  readonly from: string;
  /** X12 reject reason of a message for an NPI that is not; it says nothing about the member. */
  readonly rejectReason: string;
  readonly says: string;
}

/** What a tenant keeps of one NPI at a payer: whether its messages of a transaction are taken there. */
export interface EnrolmentFact {
  readonly payer: string;
  readonly transaction: Transaction;
  readonly npi: string;
  readonly is: 'enrolled' | 'attested' | 'not-enrolled';
  /** First and last day, both included; an open end holds. */
  readonly since: string;
  readonly until?: string | undefined;
  /** Where it stands: a letter, a portal, a contractor's answer. */
  readonly source: string;
  /** Who says so, and on which day. */
  readonly by: string;
  readonly on: string;
}

/** Whether the claim of a group that only reads the test needs the number of the request for the test. */
interface ReaderNumberRule extends ChannelSource {
  readonly payers: readonly string[];
  readonly from: string;
  readonly needs: 'same' | 'own' | 'none';
  readonly says: string;
}

/** The channel map as the core uses it. */
export interface ChannelBook {
  /** Rows of a payer in force on the date. */
  channelRows(payer: string, date: string): readonly ChannelRow[];
  enrolmentRules(payer: string, date: string): readonly EnrolmentRule[];
  readerNumberRule(payer: string, date: string): ReaderNumberRule | undefined;
  /** Payers with rows, whenever. */
  readonly channelPayers: readonly string[];
  /** A statement confirmed longer ago is stale. */
  readonly channelStaleDays: number;
}

/** Which request is to be sent: what the rows are chosen by. */
export interface Routing {
  readonly product?: string;
  readonly delegated?: boolean;
  readonly state?: string;
  readonly group?: GroupId;
}

/** How to reach the payer with one request, and why so. */
export interface ChannelChoice extends Omit<ChannelWay, 'kind' | keyof ChannelSource> {
  /** `ask-plan`: nothing held says how. */
  readonly channel: ChannelKind | 'ask-plan';
  /** Name of the tenant's endpoint, of a machine's way. */
  readonly endpoint?: string;
  /** Absent: not known, the plan has to be asked. */
  readonly whoMustAsk?: ChannelAsker;
  readonly leadDays?: number;
  /** What to do, in one or two sentences. */
  readonly says: string;
  /** What it rests on, with its source. */
  readonly why: string;
  readonly level?: Evidence;
  /** Row of the map, or who of the tenant said so. */
  readonly row?: string;
  readonly changedBy?: string;
  /** Last day on which it was known to hold, where that is too long ago. */
  readonly stale?: string;
  readonly duties: readonly string[];
  readonly alternatives: readonly ChannelWay[];
  /** Whether a separate reading group’s claim needs the same number. */
  readonly readerNumber: string;
}
