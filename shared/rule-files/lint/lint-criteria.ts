import { BANDS } from '../../core/criteria/sets.ts';
import type { Codebook } from '../../core/model/codebook.ts';
import type { Band, Expression, Program } from '../../core/model/program.ts';
import { caution, type LintFinding, problem } from './lint-finding.ts';
import type { UsedProgram } from './program-uses.ts';
import { isAlwaysMet, isImpliedBy, isNeverMet, type Use } from './rule-trial.ts';

interface Rule {
  readonly at: string;
  readonly when: Expression;
  readonly band?: Band;
  readonly scores?: Readonly<Record<string, number>>;
}

const rulesOf = ({ criteria, scoreTable: table, ...program }: Program): readonly Rule[] => [
  ...BANDS.flatMap((band) =>
    program[band].flatMap((id): readonly Rule[] => {
      const when = criteria[id];
      return when ? [{ at: `criteria.${id}`, when, band }] : [];
    }),
  ),
  ...(table?.rows ?? []).map(({ id, when, scores }): Rule => {
    const rated = { fact: 'modality', op: 'in', value: Object.keys(table?.modalityColumn ?? {}) } as const;
    const gate = table ? [table.onlyIf] : [];
    return { at: `scoreTable.rows.${id}`, when: { all: [rated, ...gate, when] }, scores };
  }),
];

const scoresAtLeast = (a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean =>
  Object.entries(b).every(([column, score]) => (a[column] ?? 0) >= score);

const placeOf = (band: Band | undefined): number => (band ? BANDS.indexOf(band) : BANDS.length);

/**
 * Whether the other rule decides wherever this one could: within its own set the other must be at least as certain;
 * from an earlier set, or with a higher score, it must be met outright.
 */
const isShadowed = (one: Rule, other: Rule, uses: readonly Use[], codebook: Codebook): boolean => {
  if (one.scores && other.scores)
    return scoresAtLeast(other.scores, one.scores) && isImpliedBy(one.when, other.when, uses, codebook, true);
  if (!one.band || !other.band || placeOf(other.band) > placeOf(one.band)) return false;
  return isImpliedBy(one.when, other.when, uses, codebook, one.band !== other.band);
};

const lintRule = (
  rule: Rule,
  others: readonly Rule[],
  { path, uses }: UsedProgram,
  codebook: Codebook,
  inTime: () => boolean,
): readonly LintFinding[] => {
  if (!inTime()) return [];
  const { at, when } = rule;
  if (isNeverMet(when, uses, codebook)) return [problem(path, `${at}: no patient can ever meet it`)];
  if (isAlwaysMet(when, uses, codebook)) return [caution(path, `${at}: every patient meets it`)];
  const shadow = others.find((other) => inTime() && isShadowed(rule, other, uses, codebook));
  if (!shadow) return [];
  const says = rule.band === shadow.band && rule.band ? 'only its sentence is added' : 'it is never looked at';
  return [caution(path, `${at}: whoever meets it is decided by ${shadow.at} already; ${says}`)];
};

/**
 * Criteria and rows that can never be met, are always met, or never decide because another one does.
 * @param inTime no further one is looked at once it says no.
 */
export const lintCriteria = (
  used: UsedProgram,
  codebook: Codebook,
  inTime: () => boolean = () => true,
): readonly LintFinding[] => {
  const rules = rulesOf(used.program);
  const dropped = new Set<Rule>();
  return rules.flatMap((rule) => {
    // Of two equivalent rules only one is reported.
    const others = rules.filter((other) => other !== rule && !dropped.has(other));
    const found = lintRule(rule, others, used, codebook, inTime);
    if (found.length > 0) dropped.add(rule);
    return found;
  });
};
