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
  /** Marked by the request, or named by the order; the first of these in the message is the focal one. */
  readonly preferred: readonly PlacedReference[];
  /** The request or order itself. */
  readonly from: Entry;
  /** The insurer the request is addressed to. */
  readonly insurer?: Reference;
  readonly serviceDate: string | undefined;
}

const OUTSIDE = 'A coverage is named but not in the message: it could not be read.';
const OTHER_KIND = /(^|\/)ClaimResponse\//;

const named = (reading: Reading, placed: readonly PlacedReference[]): readonly NamedCoverage[] =>
  placed.flatMap(({ reference, from }) => {
    const entry = find(reading, reference, from, 'Coverage');
    if (!entry && !OTHER_KIND.test(reference.reference ?? '')) reading.warn(OUTSIDE);
    return entry ? [{ entry, reference }] : [];
  });

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

/** Active before ended, then the lower order of payment, then those in force that day. */
const firstToPay = (coverages: readonly Read[], date: string): Read | undefined => {
  const rank = ({ facts }: Read) => [
    facts.status === 'active' ? 0 : 1,
    facts.order ?? Number.MAX_SAFE_INTEGER,
    inForce(facts, date) ? 0 : 1,
  ];
  const compare = (a: Read, b: Read) => {
    const other = rank(b);
    return (
      rank(a)
        .map((value, index) => value - (other[index] ?? 0))
        .find((difference) => difference !== 0) ?? 0
    );
  };
  return coverages.toSorted(compare)[0];
};

const differs = (insurer: OrganizationIdentity | undefined, payor: OrganizationIdentity | undefined): boolean =>
  insurer !== undefined && JSON.stringify(insurer) !== JSON.stringify(payor);

/**
 * The coverages to answer for, one of them focal: the one marked or named, else the first to pay. When none were
 * listed, only active ones are answered beside it. The insurer of the request applies to the focal coverage.
 */
export const chooseCoverages = (reading: Reading, asked: AskedCoverages): Coverages => {
  const preferred = named(reading, asked.preferred);
  const listed = named(reading, asked.listed);
  const isListed = asked.listed.length > 0;
  const all = eachOnce(isListed ? listed : [...preferred, ...held(reading, asked.from)]);
  const read = all.map((one) => ({ ...one, facts: readCoverage(reading, one) }));
  const focal =
    preferred.flatMap((one) => read.find(({ entry }) => entry === one.entry) ?? [])[0] ??
    firstToPay(read, asked.serviceDate ?? reading.today);
  const kept = read.filter((one) => isListed || one === focal || one.facts.status === 'active');
  const insurer = readIdentity(reading, asked.insurer, asked.from);
  return {
    facts: kept.map(({ facts }) => ({
      ...facts,
      focal: facts === focal?.facts,
      ...(facts === focal?.facts && insurer && differs(insurer, facts.payor) ? { insurer } : {}),
    })),
    references: kept.map(({ reference }) => reference),
    ...(focal ? { focal: focal.entry } : {}),
  };
};
