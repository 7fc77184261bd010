import type { Coverage, Reference } from 'fhir/r4';
import { firstDay, lastDay } from '../../../core/model/dates.ts';
import type { CoverageFacts } from '../../../core/model/message/inquiry.ts';
import type { Entry } from '../message/entry.ts';
import { entriesOf } from '../message/message.ts';
import { find, type Reading } from '../reading.ts';
import { type NamedCoverage, readCoverage } from './read-coverage.ts';
import { type OrganizationIdentity, readIdentity } from './read-identity.ts';

/** The coverages of a message in message order, with the references its answer repeats. */
export interface Coverages {
  readonly facts: readonly CoverageFacts[];
  readonly references: readonly Reference[];
  /** Not asked about, but in the message and perhaps in force. */
  readonly beside: readonly CoverageFacts[];
  readonly focal?: Entry<Coverage>;
}

/** A reference and the resource that contains it. */
export interface PlacedReference {
  readonly reference: Reference;
  readonly from: Entry;
}

/** What a request or order says about its coverages. */
export interface AskedCoverages {
  /** Listed by the request, in its order; none listed = all in the message. */
  readonly listed: readonly PlacedReference[];
  /** Marked by the request, then named by its orders; of the first group that is in the message, the first to pay is focal. */
  readonly preferred: readonly (readonly PlacedReference[])[];
  /** The request or order itself. */
  readonly from: Entry;
  /** The insurer the request is addressed to. */
  readonly insurer?: Reference;
  readonly serviceDate: string | undefined;
}

const OUTSIDE = 'A coverage is named but not in the message: it could not be read.';
const OTHER_KIND = /(^|\/)ClaimResponse\//;

const entryOf = (reading: Reading, { reference, from }: PlacedReference) => find(reading, reference, from, 'Coverage');

const named = (reading: Reading, placed: readonly PlacedReference[]): readonly NamedCoverage[] =>
  placed.flatMap((one) => {
    const entry = entryOf(reading, one);
    return entry ? [{ entry, reference: one.reference }] : [];
  });

/** Whether a coverage is named that is not in the message; said once. */
const isOneUnread = (reading: Reading, placed: readonly PlacedReference[]): boolean => {
  const isUnread = placed.some((one) => !entryOf(reading, one) && !OTHER_KIND.test(one.reference.reference ?? ''));
  if (isUnread) reading.warn(OUTSIDE);
  return isUnread;
};

const eachOnce = (coverages: readonly NamedCoverage[]): readonly NamedCoverage[] => {
  const seen = new Set<Entry>();
  return coverages.filter(({ entry }) => !seen.has(entry) && seen.add(entry));
};

/** All coverages of the message, including those the order or request contains. */
const held = ({ message }: Reading, from: Entry): readonly NamedCoverage[] => {
  const contained = (message.index.containedIn.get(from) ?? []).filter(
    (entry): entry is Entry<Coverage> => entry.resource.resourceType === 'Coverage',
  );
  return [...entriesOf(message, 'Coverage'), ...contained].map((entry) => ({
    entry,
    reference: entry.reference
      ? { reference: entry.reference }
      : { type: 'Coverage', display: 'Coverage without an id' },
  }));
};

const inForce = ({ start, end }: Omit<CoverageFacts, 'focal'>, date: string): boolean =>
  !(start && date < firstDay(start)) && !(end && date > lastDay(end));

type Read = NamedCoverage & { readonly facts: Omit<CoverageFacts, 'focal'> };

const compare = (a: Read, b: Read, date: string): number => {
  const rank = ({ facts }: Read) => [
    facts.status === 'active' ? 0 : 1,
    inForce(facts, date) ? 0 : 1,
    facts.order ?? Number.MAX_SAFE_INTEGER,
  ];
  const other = rank(b);
  const difference = rank(a)
    .map((value, index) => value - (other[index] ?? 0))
    .find((one) => one !== 0);
  return difference ?? (a.facts.reference < b.facts.reference ? -1 : 1);
};

/** Active before ended, in force that day before others, then the lower order of payment; never the place in the message. */
const firstToPay = (coverages: readonly Read[], date: string): Read | undefined =>
  coverages.toSorted((a, b) => compare(a, b, date))[0];

const differs = (insurer: OrganizationIdentity | undefined, payor: OrganizationIdentity | undefined): boolean =>
  insurer !== undefined && JSON.stringify(insurer) !== JSON.stringify(payor);

/** A coverage that was cancelled or entered in error does not exist; one that is not yet final may. */
const mayExist = ({ facts }: Read): boolean => facts.status === 'active' || facts.status === 'draft';

/**
 * The coverages to answer for, one of them focal: the one marked or named, else the first to pay. When none were
 * listed, only active ones are answered beside it. The insurer of the request applies to the focal coverage.
 */
export const chooseCoverages = (reading: Reading, asked: AskedCoverages): Coverages => {
  const preferred = asked.preferred.map((group) => named(reading, group));
  const isListed = asked.listed.length > 0;
  const isUnread = isOneUnread(reading, [...asked.listed, ...asked.preferred.flat()]);
  const readAll = (coverages: readonly NamedCoverage[]): readonly Read[] =>
    eachOnce(coverages).map((one) => ({ ...one, facts: readCoverage(reading, one) }));
  const whole = readAll([
    ...(isListed ? named(reading, asked.listed) : preferred.flat()),
    ...held(reading, asked.from),
  ]);
  const listed = new Set(named(reading, asked.listed).map(({ entry }) => entry));
  const read = isListed ? whole.filter(({ entry }) => listed.has(entry)) : whole;
  const date = asked.serviceDate ?? reading.today;
  const chosen = preferred
    .map((group) => read.filter(({ entry }) => group.some((one) => one.entry === entry)))
    .find((group) => group.length > 0);
  const focal = firstToPay(chosen ?? read, date);
  const kept = read.filter((one) => isListed || one === focal || one.facts.status === 'active');
  const beside = whole.filter((one) => !kept.includes(one) && mayExist(one));
  const isOneOfSeveral = kept.length + beside.length > 1;
  const insurer = readIdentity(reading, asked.insurer, asked.from);
  return {
    facts: kept.map((one) => ({
      ...one.facts,
      focal: one === focal,
      ...(chosen?.includes(one) && isOneOfSeveral ? { named: true as const } : {}),
      ...(one === focal && isUnread ? { unread: true as const } : {}),
      ...(one === focal && insurer && differs(insurer, one.facts.payor) ? { insurer } : {}),
    })),
    beside: beside.map(({ facts }) => ({ ...facts, focal: false })),
    references: kept.map(({ reference }) => reference),
    ...(focal ? { focal: focal.entry } : {}),
  };
};
