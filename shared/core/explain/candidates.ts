import { factsOf, readingsOf } from '../criteria/criteria.ts';
import type { Seen } from '../decide/decided.ts';
import type { Fact, FactName } from '../model/facts.ts';
import { known } from '../model/facts.ts';
import type { RulesetBundle } from '../model/ruleset.ts';
import { VOCABULARY } from '../model/vocabulary.ts';
import type { LineCase } from '../policy/line-case.ts';
import { abstractFacts } from './abstract-facts.ts';

/** A fact outside the criteria that could have another value, with the case as it would then be. */
interface Candidate {
  /** The fact a person is asked for. */
  readonly fact: FactName;
  readonly values: readonly { readonly to: string; readonly apply: (line: LineCase) => LineCase }[];
}

const isOpen = (fact: Fact<unknown> | undefined, name: FactName): boolean =>
  fact === undefined || fact.is === 'unknown' || (fact.is === 'absent' && VOCABULARY[name].kind === 'judgement');

export const withFact =
  (name: FactName, fact: Fact<unknown>) =>
  (line: LineCase): LineCase => ({
    ...line,
    settled: undefined,
    facts: Object.assign({}, line.facts, { [name]: fact }),
  });

/** The jurisdiction follows from the state, so the state is what is asked for. */
const askedFor = (name: FactName): FactName => (name === 'macJurisdiction' ? 'siteState' : name);
const spoken = (name: FactName, value: unknown) => (name === 'macJurisdiction' ? `a state of ${value}` : String(value));

/** Unknown plan and place facts that an exception names. */
const planCandidates = (line: LineCase, { ruleset }: RulesetBundle): readonly Candidate[] => {
  const values = new Map<FactName, Set<unknown>>();
  for (const { where } of ruleset.exceptions)
    for (const [name, listed] of Object.entries(where) as [FactName, readonly unknown[]][])
      if (isOpen(line.facts[name], name)) values.set(name, new Set([...(values.get(name) ?? []), ...listed]));
  return [...values].map(([name, listed]) => ({
    fact: askedFor(name),
    values: [...listed].map((value) => ({ to: spoken(name, value), apply: withFact(name, known(value)) })),
  }));
};

/** Unknown patient facts the conditions of exceptions read: another policy may hold. */
const conditionCandidates = (
  line: LineCase,
  { ruleset, definitions }: RulesetBundle,
  { evaluation }: Seen,
): readonly Candidate[] => {
  const readings = ruleset.exceptions.flatMap(({ when }) => (when ? readingsOf(when, definitions) : []));
  if (!factsOf(readings).some((name) => isOpen(line.facts[name], name))) return [];
  return abstractFacts(readings, evaluation, definitions.pretest)
    .filter(({ fact, askable }) => askable && isOpen(line.facts[fact], fact))
    .map(({ fact, values }) => ({
      fact,
      values: values.map(({ to, fact: value }) => ({ to, apply: withFact(fact, value) })),
    }));
};

/** The place of service, if it is unknown and could make the setting exempt. */
const placeCandidates = ({ setting, policy }: Seen): readonly Candidate[] => {
  if (!setting.unknown) return [];
  const values = (policy.ruleset.exemptSettings?.placeOfService ?? []).map((placeOfService) => ({
    to: placeOfService,
    apply: (line: LineCase): LineCase => ({ ...line, service: { ...line.service, placeOfService } }),
  }));
  return values.length ? [{ fact: 'placeOfService', values }] : [];
};

/** At an HMO: each as if the other were as it should be, since one alone opens nothing. */
const accessCandidates = ({ verdict, facts }: LineCase): readonly Candidate[] => {
  if (!verdict.coverage?.hmo) return [];
  const [referred, inside] = [withFact('referral', known(true)), withFact('network', known('in'))];
  return [
    ...(isOpen(facts.referral, 'referral')
      ? [{ fact: 'referral' as const, values: [{ to: 'true', apply: (line: LineCase) => referred(inside(line)) }] }]
      : []),
    ...(isOpen(facts.network, 'network')
      ? [{ fact: 'network' as const, values: [{ to: 'in', apply: (line: LineCase) => inside(referred(line)) }] }]
      : []),
  ];
};

/** What is open outside the criteria; few, so each value is tried by the decision table itself. */
export const candidatesBeside = (line: LineCase, bundle: RulesetBundle, seen: Seen): readonly Candidate[] => [
  ...conditionCandidates(line, bundle, seen),
  ...planCandidates(line, bundle),
  ...placeCandidates(seen),
  ...accessCandidates(line),
];
