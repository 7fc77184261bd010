import type { CompiledNecessity } from '../../criteria/compile-necessity.ts';
import type { Seen } from '../../decide/decided.ts';
import type { Codebook } from '../../model/codebook.ts';
import type { Modality } from '../../model/facts.ts';
import type { Definitions, OutsideRule } from '../../model/program.ts';
import type { BenefitRule, Policy, RulesetBundle } from '../../model/ruleset.ts';
import { isHeld, type LineCase } from '../../policy/line-case.ts';

/** Excludes or asks for a reviewer, whatever the criteria say. */
type ReviewRule = Pick<BenefitRule, 'when' | 'effect' | 'ifUnknown'>;

const outsides = new WeakMap<OutsideRule, ReviewRule>();
/** One object for one rule, so that content is compared by it. */
const outsideOf = ({ definitions }: RulesetBundle, { speaksOf = [] }: Policy): readonly ReviewRule[] =>
  (definitions.outside ?? [])
    .filter(({ id }) => !speaksOf.includes(id))
    .map((rule) => {
      const made = outsides.get(rule) ?? { when: rule.when, effect: 'review' };
      outsides.set(rule, made);
      return made;
    });

/** All that decides a policy's criteria and benefit rules. */
export interface PolicyContent {
  readonly necessity: CompiledNecessity;
  /** Benefit rules, and those of patients the criteria do not speak of. */
  readonly reviewRules: readonly ReviewRule[];
  readonly definitions: Definitions;
  readonly modality: Modality | undefined;
  /** Two tests for ischemia on one day: a reviewer decides. */
  readonly held: boolean;
  readonly codebook: Codebook;
  readonly serviceDate: string;
}

const ids = new WeakMap<object, number>();
let lastId = 0;
/** Equal for the same object: content that is loaded once is compared by it. */
const idOf = (content: object): number => {
  const before = ids.get(content);
  if (before !== undefined) return before;
  lastId += 1;
  ids.set(content, lastId);
  return lastId;
};

export const contentOf = (line: LineCase, bundle: RulesetBundle, { policy }: Seen): PolicyContent => {
  const { modality } = line.facts;
  return {
    necessity: policy.necessity,
    reviewRules: [
      ...bundle.ruleset.benefitRules.flatMap((id) => bundle.benefitRules[id] ?? []),
      ...outsideOf(bundle, policy.policy),
    ],
    definitions: bundle.definitions,
    modality: modality?.is === 'known' ? modality.value : undefined,
    held: isHeld(line),
    codebook: line.codebook,
    serviceDate: line.serviceDate,
  };
};

/** Equal keys, equal diagrams: policies that share programs and differ in what concerns no criterion share them. */
export const contentKey = ({ necessity, reviewRules, definitions, modality, held, codebook }: PolicyContent): string =>
  JSON.stringify([
    necessity.criteria.map(({ criterion, band, parameters }) => [idOf(criterion), band, parameters]),
    necessity.scores.map(({ table, parameters }) => [idOf(table), parameters]),
    necessity.otherwise,
    reviewRules.map(idOf),
    idOf(definitions),
    modality,
    held,
    idOf(codebook),
  ]);

/** All that decides the diagrams, as text: what another process compiled under the same text is the same. */
export const contentText = (content: PolicyContent, signatures: string): string => {
  const { necessity, reviewRules, definitions, modality, held, codebook } = content;
  return JSON.stringify([
    necessity.criteria.map(({ criterion, band, parameters }) => [criterion, band, parameters]),
    necessity.scores.map(({ table, parameters }) => [table, parameters]),
    necessity.otherwise,
    reviewRules.map(({ when, effect, ifUnknown }) => [when, effect, ifUnknown]),
    definitions,
    modality ?? null,
    held,
    codebook.version,
    signatures,
  ]);
};
