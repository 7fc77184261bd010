import type { Claim, ClaimItem, Reference } from 'fhir/r4';
import type { Entry } from '../../message/entry.ts';
import type { Reading } from '../../reading.ts';
import { placeOfProviders } from '../provider-place.ts';
import type { Place } from '../read-place.ts';
import { type Provider, readProviders } from '../read-provider.ts';
import { providerIds } from '../read-provider-ids.ts';

/** Roles of members who did not perform the service. */
const NOT_PERFORMING: ReadonlySet<string> = new Set([
  'referring',
  'supervisor',
  'supervising',
  'attending',
  'pcp',
  'other',
]);

type Member = NonNullable<Claim['careTeam']>[number];

const isNotPerforming = ({ role }: Member) =>
  role?.coding?.some(({ code }) => code && NOT_PERFORMING.has(code.toLowerCase())) ?? false;

/** The members an item points to by sequence, else all of the claim. */
const membersOf = (
  { careTeam = [] }: Claim,
  { careTeamSequence = [] }: ClaimItem,
  bySequence: ReadonlyMap<number, Member>,
): readonly Member[] =>
  careTeamSequence.length
    ? [...new Set(careTeamSequence)].flatMap((sequence) => bySequence.get(sequence) ?? [])
    : careTeam;

/** Who performed a claim item; performers before those who referred or supervised. */
const inOrder = (team: readonly Member[]): readonly Reference[] =>
  [...team.filter((one) => !isNotPerforming(one)), ...team.filter(isNotPerforming)].map(({ provider }) => provider);

const ORDERING: ReadonlySet<string> = new Set(['referring', 'ordering']);
const isOrdering = ({ role }: Member) =>
  role?.coding?.some(({ code }) => code && ORDERING.has(code.toLowerCase())) ?? false;

/** What the care team of a claim item says. */
export interface Team extends Provider {
  /** Who performed the item first of all. */
  readonly first: Reference | undefined;
  readonly place: Place;
  /** Who ordered it, and who alone performed it, as the roles say. */
  readonly orderedBy: readonly string[] | undefined;
  readonly performedBy: readonly string[] | undefined;
}

const readTeam = (request: Entry<Claim>, members: readonly Member[], reading: Reading): Team => {
  const { provider } = request.resource;
  const team = inOrder(members);
  const providersOf = (isMeant: (one: Member) => boolean) => members.filter(isMeant).map((one) => one.provider);
  const performers = providersOf((one) => !isNotPerforming(one) && !isOrdering(one));
  return {
    ...readProviders(reading, team, request),
    first: team[0],
    place: placeOfProviders(reading, [...team, ...(provider ? [provider] : [])], request),
    orderedBy: providerIds(reading, providersOf(isOrdering), request),
    performedBy: providerIds(reading, [provider, ...performers], request),
  };
};

/** Reads the care teams of a claim, each once: a thousand lines may name the same thousand members. */
export const teamReader = (request: Entry<Claim>, reading: Reading): ((item: ClaimItem) => Team) => {
  const claim = request.resource;
  // Of two members with one sequence the first counts.
  const bySequence = new Map((claim.careTeam ?? []).toReversed().map((one) => [one.sequence, one]));
  const known = new Map<string, Team>();
  return (item) => {
    const name = (item.careTeamSequence ?? []).join();
    const team = known.get(name) ?? readTeam(request, membersOf(claim, item, bySequence), reading);
    known.set(name, team);
    return team;
  };
};
