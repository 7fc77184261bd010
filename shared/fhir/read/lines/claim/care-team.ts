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

/**
 * Who performed a claim item: the members it points to by sequence, else all of the claim; performers before those who
 * referred or supervised.
 */
export const careTeamOf = ({ careTeam = [] }: Claim, { careTeamSequence = [] }: ClaimItem): readonly Reference[] => {
  const team = careTeamSequence.length
    ? [...new Set(careTeamSequence)].flatMap((sequence) => careTeam.find((one) => one.sequence === sequence) ?? [])
    : careTeam;
  return [...team.filter((one) => !isNotPerforming(one)), ...team.filter(isNotPerforming)].map(
    ({ provider }) => provider,
  );
};
