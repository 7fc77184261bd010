import type { Seen } from '../decide/decided.ts';
import type { Fact, FactName } from '../model/facts.ts';
import { known } from '../model/facts.ts';
import type { Exception } from '../model/ruleset.ts';
import { VOCABULARY } from '../model/vocabulary.ts';
import type { LineCase } from '../policy/line-case.ts';
import { type PossibleValue, possibleValues } from './possible-values.ts';

/** A fact that could have another value, with the case as it would then be. */
export interface Candidate {
  /** The fact a person is asked for. */
  readonly fact: FactName;
  /** Not known yet. */
  readonly open: boolean;
  readonly values: readonly { readonly to: string; readonly apply: (line: LineCase) => LineCase }[];
}
/** A patient fact, with each value as the rules would read it. */
export interface PatientCandidate extends Pick<Candidate, 'fact' | 'open'> {
  readonly values: readonly PossibleValue[];
}

const isOpen = (fact: Fact<unknown> | undefined, name: FactName): boolean =>
  fact === undefined || fact.is === 'unknown' || (fact.is === 'absent' && VOCABULARY[name].kind === 'judgement');

export const withFact =
  (name: FactName, fact: Fact<unknown>) =>
  (line: LineCase): LineCase => ({
    ...line,
    facts: { ...line.facts, [name]: fact },
  });

/** The patient facts the policy reads, each with the values that could make a difference. */
export const patientCandidates = (line: LineCase, { policy, evaluation }: Seen): readonly PatientCandidate[] => {
  const candidates: PatientCandidate[] = [];
  for (const asked of policy.asked) {
    const fact = line.facts[asked.name];
    const open = isOpen(fact, asked.name);
    // Age and sex do not change.
    const values = open || VOCABULARY[asked.name].kind !== 'context' ? possibleValues(asked, fact, evaluation) : [];
    if (values.length) candidates.push({ fact: asked.name, open, values });
  }
  return candidates;
};

/** The jurisdiction follows from the state, so the state is what is asked for. */
const askedFor = (name: FactName): FactName => (name === 'macJurisdiction' ? 'siteState' : name);
const spoken = (name: FactName, value: unknown) => (name === 'macJurisdiction' ? `a state of ${value}` : String(value));

/** Unknown plan and place facts that an exception names. */
export const planCandidates = (line: LineCase, exceptions: readonly Exception[]): readonly Candidate[] => {
  const values = new Map<FactName, Set<unknown>>();
  for (const { where } of exceptions)
    for (const [name, listed] of Object.entries(where) as [FactName, readonly unknown[]][])
      if (isOpen(line.facts[name], name)) values.set(name, new Set([...(values.get(name) ?? []), ...listed]));
  return [...values].map(([name, listed]) => ({
    fact: askedFor(name),
    open: true,
    values: [...listed].map((value) => ({ to: spoken(name, value), apply: withFact(name, known(value)) })),
  }));
};

/** The place of service, if it is unknown and could make the setting exempt. */
export const placeCandidates = ({ setting, policy }: Seen): readonly Candidate[] => {
  if (!setting.unknown) return [];
  const values = (policy.ruleset.exemptSettings?.placeOfService ?? []).map((placeOfService) => ({
    to: placeOfService,
    apply: (line: LineCase): LineCase => ({ ...line, service: { ...line.service, placeOfService } }),
  }));
  return values.length ? [{ fact: 'placeOfService', open: true, values }] : [];
};
