import { readingsOf } from '../criteria/criteria.ts';
import type { Seen } from '../decide/decided.ts';
import { keepNewest } from '../model/keep-newest.ts';
import type { RulesetBundle } from '../model/ruleset.ts';
import { isHeld, type LineCase } from '../policy/line-case.ts';
import type { ResolvedPolicy } from '../policy/resolve-policy.ts';
import { type AbstractFact, abstractFacts, isPretest } from './abstract-facts.ts';
import { compileDiagrams, type PolicyDiagrams } from './diagram/compile-diagram.ts';
import { compiledBefore } from './diagram/compiled-before.ts';
import { DiagramTooLarge } from './diagram/diagram.ts';
import { type Followers, openFollowers } from './diagram/followers.ts';
import { contentKey, contentOf, contentText, type PolicyContent } from './diagram/policy-content.ts';
import { openRestriction } from './diagram/restrict.ts';
import { weightsOf } from './expectation.ts';
import { PolicyQuestions } from './policy-questions.ts';

/** A policy ready to be asked about, for one modality and service date. */
export interface OpenQuestions {
  /** Tells it from all others of this process. */
  readonly id: number;
  readonly questions: PolicyQuestions;
  readonly restrict: ReturnType<typeof openRestriction>;
  /** Of each fact, how often the answers of each column are expected. */
  readonly weights: readonly Float64Array[];
}

/** Diagrams in memory, of all policies: as released there are about forty, of some 40 kB each. */
const MOST_DIAGRAMS = 128;
/** Policies opened for a service date, of all policies together: each holds some 120 kB. */
const MOST_OPEN = 256;

const diagrams = new Map<string, PolicyDiagrams | 'too-large'>();
const byPolicy = new WeakMap<ResolvedPolicy, Map<string, OpenQuestions | undefined>>();

let opened = 0;
/** How to forget what was opened, oldest first. */
const forgetting = new Set<() => void>();

const keepOpen = <K, V>(kept: Map<K, V>, key: K, value: V): V => {
  kept.set(key, value);
  forgetting.add(() => kept.delete(key));
  for (const forget of forgetting) {
    if (forgetting.size <= MOST_OPEN) break;
    forget();
    forgetting.delete(forget);
  }
  return value;
};

/** All that the diagrams of a policy are made from. */
export interface Uncompiled {
  readonly content: PolicyContent;
  readonly facts: readonly AbstractFact[];
  readonly followers: Followers;
  /** What tells the classes of these facts from others. */
  readonly signatures: string;
}

export const uncompiled = (line: LineCase, bundle: RulesetBundle, seen: Seen): Uncompiled => {
  const content = contentOf(line, bundle, seen);
  const { necessity, reviewRules, definitions, codebook } = content;
  const own = [...necessity.readings, ...reviewRules.flatMap(({ when }) => readingsOf(when, definitions))];
  const behind = own.some(({ fact }) => isPretest(fact))
    ? ['asymptomatic', 'knownDisease'].flatMap((derived) => readingsOf({ derived }, definitions))
    : [];
  const facts = abstractFacts([...own, ...behind], seen.evaluation, definitions.pretest);
  const signatures = facts
    .map(({ name, values, partly }) =>
      [name, ...[...values, ...partly].map(({ signature }) => signature.join())].join(),
    )
    .join(';');
  return { content, facts, followers: openFollowers(codebook.implications, facts), signatures };
};

export const diagramText = ({ content, signatures }: Uncompiled): string => contentText(content, signatures);

const compiled = (all: Uncompiled): PolicyDiagrams | 'too-large' => {
  const { content, facts, followers, signatures } = all;
  const key = `${contentKey(content)} ${signatures}`;
  const before = diagrams.get(key);
  if (before) return before;
  try {
    const made = compiledBefore(() => diagramText(all)) ?? compileDiagrams(content, facts, followers);
    return keepNewest(diagrams, key, made, MOST_DIAGRAMS);
  } catch (error) {
    if (!(error instanceof DiagramTooLarge)) throw error;
    return keepNewest(diagrams, key, 'too-large' as const, MOST_DIAGRAMS);
  }
};

const open = (line: LineCase, bundle: RulesetBundle, seen: Seen): OpenQuestions | undefined => {
  const all = uncompiled(line, bundle, seen);
  const { facts, followers } = all;
  const { codebook } = all.content;
  const made = compiled(all);
  if (made === 'too-large') return undefined;
  try {
    const questions = new PolicyQuestions(facts, made, followers, codebook);
    opened += 1;
    return {
      id: opened,
      questions,
      restrict: openRestriction(made.complete),
      weights: weightsOf(made.complete, facts, codebook.answerShares),
    };
  } catch (error) {
    if (error instanceof DiagramTooLarge) return undefined;
    throw error;
  }
};

/**
 * What can be asked about the policy of a line. Compiled at first use, in 5 to 50 ms for a policy as released, and kept
 * within bounds; `undefined` for a policy whose diagram would be too large.
 */
export const openQuestions = (line: LineCase, seen: Seen): OpenQuestions | undefined => {
  const { bundle } = line;
  if (!bundle || bundle === 'ambiguous') return undefined;
  const kept = byPolicy.get(seen.policy) ?? new Map<string, OpenQuestions | undefined>();
  byPolicy.set(seen.policy, kept);
  const key = `${seen.evaluation.valueOf('modality')} ${isHeld(line)} ${line.serviceDate}`;
  return kept.has(key) ? kept.get(key) : keepOpen(kept, key, open(line, bundle, seen));
};
