import type { Claim, ClaimItem, Reference } from 'fhir/r4';

/** Roles of those who did not do the service themselves. */
const BESIDE: ReadonlySet<string> = new Set(['referring', 'supervisor', 'supervising', 'attending', 'pcp', 'other']);

type Member = NonNullable<Claim['careTeam']>[number];

const isBeside = ({ role }: Member) =>
  role?.coding?.some(({ code }) => code && BESIDE.has(code.toLowerCase())) ?? false;

/**
 * Who did a claim item: the members it points to by sequence, else all of the claim; those who did the service before
 * those who referred or supervised it.
 */
export const careTeamOf = ({ careTeam = [] }: Claim, { careTeamSequence = [] }: ClaimItem): readonly Reference[] => {
  const team = careTeamSequence.length
    ? careTeamSequence.flatMap((sequence) => careTeam.find((one) => one.sequence === sequence) ?? [])
    : careTeam;
  return [...team.filter((one) => !isBeside(one)), ...team.filter(isBeside)].map(({ provider }) => provider);
};
