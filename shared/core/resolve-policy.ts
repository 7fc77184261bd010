import type { Codebook } from './codebook.ts';
import { compileDefinitions, compileExpression } from './criteria.ts';
import { startEvaluation } from './evaluation.ts';
import type { FactName, Facts } from './facts.ts';
import { type CompiledNecessity, compileNecessity } from './necessity.ts';
import { type Exception, GROUPS, type GroupId, type Policy, type Ruleset, type RulesetBundle } from './ruleset.ts';
import { MET } from './truth.ts';

/** A payer's policy for one procedure group after the exceptions that apply: plan over state over payer. */
export interface ResolvedPolicy {
  readonly ruleset: Ruleset;
  readonly policy: Policy;
  readonly necessity: CompiledNecessity;
  readonly applied: readonly Exception[];
}

const fits = (exception: Exception, facts: Facts): boolean =>
  Object.entries(exception.where).every(([name, values]) => {
    const fact = facts[name as FactName];
    return fact?.is === 'known' && (values as readonly unknown[]).includes(fact.value);
  });

const inForce = (exception: Exception, date: string): boolean =>
  (exception.from === undefined || exception.from <= date) && (exception.to === undefined || date <= exception.to);

/** Two exceptions of one level that set one path differently: no silent pick. */
const contradictory = (exceptions: readonly Exception[]): boolean => {
  const seen = new Map<string, string>();
  return exceptions.some((exception) =>
    Object.entries(exception.set).some(([path, value]) => {
      const key = `${exception.level} ${path}`;
      const text = JSON.stringify(value);
      const before = seen.get(key);
      seen.set(key, text);
      return before !== undefined && before !== text;
    }),
  );
};

type Tree = Record<string, unknown>;
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A copy of the tree with one path set; `*` stands for every procedure group. */
const withPath = (tree: Tree, [head, ...rest]: readonly string[], value: unknown): Tree => {
  if (head === undefined) return tree;
  const copy: Tree = { ...tree };
  for (const key of head === '*' ? GROUPS : [head]) {
    const below = copy[key];
    copy[key] = rest.length === 0 ? value : withPath(isTree(below) ? below : {}, rest, value);
  }
  return copy;
};

const applyExceptions = (ruleset: Ruleset, exceptions: readonly Exception[]): Ruleset => {
  let tree: Tree & Ruleset = { ...ruleset };
  for (const level of ['state', 'plan'] as const)
    for (const exception of exceptions.filter((one) => one.level === level))
      for (const [path, value] of Object.entries(exception.set))
        tree = { ...tree, ...withPath(tree, path.split('.'), value) };
  return tree;
};

const resolved = new WeakMap<RulesetBundle, Map<string, ResolvedPolicy | 'ambiguous'>>();

/**
 * The policy for a group on a date. `ambiguous` where two exceptions of one level fit and differ.
 * Resolved once per combination of exceptions; the criteria are compiled with it.
 */
export const resolvePolicy = (
  bundle: RulesetBundle,
  group: GroupId,
  facts: Facts,
  date: string,
  codebook: Codebook,
): ResolvedPolicy | 'ambiguous' => {
  const { ruleset, definitions } = bundle;
  const applied: Exception[] = [];
  let key: string = group;
  ruleset.exceptions.forEach((exception, index) => {
    if (!inForce(exception, date) || !fits(exception, facts)) return;
    if (exception.when) {
      const evaluation = startEvaluation(facts, date, compileDefinitions(definitions), codebook);
      if (compileExpression(exception.when, {})(evaluation) !== MET) return;
    }
    applied.push(exception);
    key += `,${index}`;
  });
  let known = resolved.get(bundle);
  if (!known) {
    known = new Map();
    resolved.set(bundle, known);
  }
  const before = known.get(key);
  if (before) return before;
  const made = makeResolved(bundle, group, applied);
  known.set(key, made);
  return made;
};

const makeResolved = (
  bundle: RulesetBundle,
  group: GroupId,
  applied: readonly Exception[],
): ResolvedPolicy | 'ambiguous' => {
  if (contradictory(applied)) return 'ambiguous';
  const ruleset = applyExceptions(bundle.ruleset, applied);
  const policy = ruleset.policies[group];
  return { ruleset, policy, necessity: compileNecessity(policy.necessity, bundle), applied };
};
