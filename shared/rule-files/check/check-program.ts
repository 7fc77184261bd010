import type { Definitions, Expression, Program, ScoreTable } from '../../core/model/program.ts';
import type { BenefitRule } from '../../core/model/ruleset.ts';
import { checkExpression, type Names } from './check-expression.ts';

const NO_NAMES: ReadonlySet<string> = new Set();
const BANDS = ['against', 'hold', 'supports', 'review'] as const;

export const namesOf = (definitions: Definitions, program?: Program): Names => ({
  derived: new Set(Object.keys(definitions.derived)),
  parameters: program ? new Set(Object.keys(program.parameters ?? {})) : NO_NAMES,
});

const derivedIn = (expression: Expression): readonly string[] => {
  if ('fact' in expression) return [];
  if ('derived' in expression) return [expression.derived];
  if ('not' in expression) return derivedIn(expression.not);
  return ('all' in expression ? expression.all : expression.any).flatMap(derivedIn);
};

/** Definitions may use one another, but not in a cycle. Each is followed once. */
const circles = ({ derived }: Definitions): readonly string[] => {
  const state = new Map<string, 'open' | 'done'>();
  const inCircle = new Set<string>();
  const follow = (name: string, trail: readonly string[]): void => {
    const expression = Object.hasOwn(derived, name) ? derived[name] : undefined;
    if (!expression || state.get(name) === 'done') return;
    if (state.get(name) === 'open') {
      for (const one of trail.slice(trail.indexOf(name))) inCircle.add(one);
      return;
    }
    state.set(name, 'open');
    for (const next of new Set(derivedIn(expression))) follow(next, [...trail, name]);
    state.set(name, 'done');
  };
  for (const name of Object.keys(derived)) follow(name, []);
  return Object.keys(derived)
    .filter((name) => inCircle.has(name))
    .map((name) => `derived.${name}: is defined by itself`);
};

export const checkDefinitions = (definitions: Definitions): readonly string[] => [
  ...Object.entries(definitions.derived).flatMap(([name, expression]) =>
    checkExpression(expression, `derived.${name}`, namesOf(definitions)),
  ),
  ...(definitions.outside ?? []).flatMap(({ id, when }) =>
    checkExpression(when, `outside.${id}.when`, namesOf(definitions)),
  ),
  ...circles(definitions),
];

const checkScores = (table: ScoreTable, names: Names): readonly string[] => {
  const columns = [...new Set(Object.values(table.modalityColumn))];
  const bandsOf = (score: number) =>
    Object.values(table.bands).filter(([from, to]) => from <= score && score <= to).length;
  return [
    ...checkExpression(table.onlyIf, 'scoreTable.onlyIf', names),
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9]
      .filter((score) => bandsOf(score) !== 1)
      .map((score) => `scoreTable.bands: score ${score} falls in ${bandsOf(score)} bands`),
    ...table.rows.flatMap(({ id, when, scores }) => [
      ...checkExpression(when, `scoreTable.rows.${id}.when`, names),
      ...columns
        .filter((column) => scores[column] === undefined)
        .map((column) => `scoreTable.rows.${id}: has no score for ${column}`),
    ]),
  ];
};

/** Every criterion is in exactly one set, and its expression is valid. */
export const checkProgram = (program: Program, definitions: Definitions): readonly string[] => {
  const names = namesOf(definitions, program);
  const placed = BANDS.flatMap((band) => program[band]);
  const ids = Object.keys(program.criteria);
  return [
    ...placed.filter((id) => !ids.includes(id)).map((id) => `there is no criterion ${id}`),
    ...ids
      .filter((id) => placed.filter((one) => one === id).length !== 1)
      .map((id) => `criteria.${id}: must stand in one of ${BANDS.join(', ')}`),
    ...Object.entries(program.criteria).flatMap(([id, criterion]) =>
      checkExpression(criterion, `criteria.${id}`, names),
    ),
    ...(program.scoreTable ? checkScores(program.scoreTable, names) : []),
  ];
};

export const checkBenefitRules = (rules: readonly BenefitRule[], definitions: Definitions): readonly string[] =>
  rules.flatMap(({ id, when }) => checkExpression(when, `rules.${id}.when`, namesOf(definitions)));
