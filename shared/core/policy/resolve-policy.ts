import { type CompiledNecessity, compileNecessity } from '../criteria/compile-necessity.ts';
import { compileDefinitions, compileExpression, type Test } from '../criteria/criteria.ts';
import { Evaluation } from '../criteria/evaluation.ts';
import type { FactName, Facts } from '../model/facts.ts';
import { isObject } from '../model/is-object.ts';
import type { Exception, GroupId, Policy, Ruleset, RulesetBundle } from '../model/ruleset.ts';
import { MET } from '../model/truth.ts';
import type { LineCase } from './line-case.ts';

/** A payer's policy for one procedure group after exceptions: plan over state over payer. */
export interface ResolvedPolicy {
  readonly ruleset: Ruleset;
  readonly policy: Policy;
  readonly necessity: CompiledNecessity;
  /** Text of the exception that set the authorization answer, else the policy's own. */
  readonly priorAuthSays?: string;
  /** Texts of exceptions that set the criteria. */
  readonly criteriaSays: readonly string[];
  /** Texts of exceptions that set how a request is made: route, documents, clocks, settings. */
  readonly requestSays: readonly string[];
}

interface CompiledException {
  readonly exception: Exception;
  readonly where: readonly (readonly [FactName, readonly unknown[]])[];
  readonly when?: Test;
}

const compileException = (exception: Exception): CompiledException => ({
  exception,
  where: Object.entries(exception.where) as [FactName, readonly unknown[]][],
  ...(exception.when ? { when: compileExpression(exception.when, {}) } : {}),
});

/** An exception applies only if every fact it names is known. */
const whereFits = ({ where }: CompiledException, facts: Facts): boolean =>
  where.every(([name, values]) => {
    const fact = facts[name];
    return fact?.is === 'known' && values.includes(fact.value);
  });

const inForce = ({ from, to }: Exception, date: string): boolean =>
  (from === undefined || from <= date) && (to === undefined || date <= to);

type Assignment = readonly [path: string, value: unknown];

/** What an exception sets for this group; `policies.*` means every group. */
const settingsFor = ({ set }: Exception, group: GroupId): readonly Assignment[] =>
  Object.entries(set)
    .map(([path, value]): Assignment => [path.replace(/^policies\.\*/, `policies.${group}`), value])
    .filter(([path]) => !path.startsWith('policies.') || path.startsWith(`policies.${group}.`));

const collide = ([a, x]: Assignment, [b, y]: Assignment): boolean =>
  a === b ? JSON.stringify(x) !== JSON.stringify(y) : a.startsWith(`${b}.`) || b.startsWith(`${a}.`);

/** Two exceptions of one level set the same thing differently: neither is chosen silently. */
const contradictory = (exceptions: readonly Exception[], group: GroupId): boolean =>
  exceptions.some((one, index) =>
    exceptions
      .slice(index + 1)
      .some(
        (other) =>
          one.level === other.level &&
          settingsFor(one, group).some((mine) => settingsFor(other, group).some((theirs) => collide(mine, theirs))),
      ),
  );

type Tree = Readonly<Record<string, unknown>>;

/** A copy of the tree with one path set. */
const withPath = (tree: Tree, [head = '', ...rest]: readonly string[], value: unknown): Tree => {
  const below = tree[head];
  return { ...tree, [head]: rest.length === 0 ? value : withPath(isObject(below) ? below : {}, rest, value) };
};

const applyExceptions = (ruleset: Ruleset, exceptions: readonly Exception[], group: GroupId): Ruleset => {
  let changed: Tree & Ruleset = { ...ruleset };
  for (const level of ['state', 'plan'] as const)
    for (const exception of exceptions.filter((one) => one.level === level))
      for (const [path, value] of settingsFor(exception, group))
        changed = { ...changed, ...withPath(changed, path.split('.'), value) };
  return changed;
};

const resolve = (
  bundle: RulesetBundle,
  group: GroupId,
  applied: readonly Exception[],
): ResolvedPolicy | 'ambiguous' => {
  if (contradictory(applied, group)) return 'ambiguous';
  const ruleset = applyExceptions(bundle.ruleset, applied, group);
  const policy = ruleset.policies[group];
  const necessity = compileNecessity(policy.necessity, bundle);
  const saysWhere = (sets: (path: string) => boolean): readonly string[] =>
    applied
      .toSorted((a, b) => a.level.localeCompare(b.level))
      .filter((one) => settingsFor(one, group).some(([path]) => sets(path)))
      .map(({ says }) => says);
  const isNeed = (path: string) => path === `policies.${group}.priorAuth`;
  const isCriteria = (path: string) => path.startsWith(`policies.${group}.necessity`);
  const [says = policy.priorAuth.says] = saysWhere(isNeed);
  return {
    ruleset,
    policy,
    necessity,
    ...(says ? { priorAuthSays: says } : {}),
    criteriaSays: saysWhere(isCriteria),
    requestSays: saysWhere((path) => !isNeed(path) && !isCriteria(path)),
  };
};

interface CompiledBundle {
  readonly exceptions: readonly CompiledException[];
  /** Policies by group and applied exceptions. */
  readonly resolved: Map<string, ResolvedPolicy | 'ambiguous'>;
}

const compiled = new WeakMap<RulesetBundle, CompiledBundle>();

const compileBundle = (bundle: RulesetBundle): CompiledBundle => {
  let made = compiled.get(bundle);
  if (!made) {
    made = { exceptions: bundle.ruleset.exceptions.map(compileException), resolved: new Map() };
    compiled.set(bundle, made);
  }
  return made;
};

/**
 * The policy for a group on the service date. `ambiguous` if two exceptions of one level apply and differ. Resolved and
 * compiled once per combination of exceptions.
 */
export const resolvePolicy = (
  bundle: RulesetBundle,
  group: GroupId,
  { facts, serviceDate, codebook }: Pick<LineCase, 'facts' | 'serviceDate' | 'codebook'>,
): ResolvedPolicy | 'ambiguous' => {
  const { exceptions, resolved } = compileBundle(bundle);
  const applied = exceptions.filter(
    (one) =>
      inForce(one.exception, serviceDate) &&
      whereFits(one, facts) &&
      (!one.when ||
        one.when(new Evaluation(facts, serviceDate, compileDefinitions(bundle.definitions), codebook)) === MET),
  );
  const key = applied.length ? [group, ...applied.map(({ exception }) => exception.id)].join() : group;
  let policy = resolved.get(key);
  if (!policy) {
    policy = resolve(
      bundle,
      group,
      applied.map(({ exception }) => exception),
    );
    resolved.set(key, policy);
  }
  return policy;
};
