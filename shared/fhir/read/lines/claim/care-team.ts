import type { Claim, ClaimItem, Reference } from 'fhir/r4';

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
const membersOf = ({ careTeam = [] }: Claim, { careTeamSequence = [] }: ClaimItem): readonly Member[] =>
  careTeamSequence.length
    ? [...new Set(careTeamSequence)].flatMap((sequence) => careTeam.find((one) => one.sequence === sequence) ?? [])
    : careTeam;

/** Who performed a claim item; performers before those who referred or supervised. */
export const careTeamOf = (claim: Claim, item: ClaimItem): readonly Reference[] => {
  const team = membersOf(claim, item);
  return [...team.filter((one) => !isNotPerforming(one)), ...team.filter(isNotPerforming)].map(
    ({ provider }) => provider,
  );
};

const ORDERING: ReadonlySet<string> = new Set(['referring', 'ordering']);
const isOrdering = ({ role }: Member) =>
  role?.coding?.some(({ code }) => code && ORDERING.has(code.toLowerCase())) ?? false;

/** Who ordered a claim item, and who alone performed it, as its roles say. */
export const orderersOf = (claim: Claim, item: ClaimItem): readonly Reference[] =>
  membersOf(claim, item)
    .filter(isOrdering)
    .map(({ provider }) => provider);
export const performersOf = (claim: Claim, item: ClaimItem): readonly Reference[] =>
  membersOf(claim, item)
    .filter((one) => !isNotPerforming(one) && !isOrdering(one))
    .map(({ provider }) => provider);
