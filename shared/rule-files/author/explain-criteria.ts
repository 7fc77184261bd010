import { type CompiledCriterion, compileNecessity } from '../../core/criteria/compile-necessity.ts';
import type { CompiledScores } from '../../core/criteria/score-table.ts';
import type { Evidence } from '../../core/model/evidence.ts';
import type { Modality } from '../../core/model/facts.ts';
import type { Band, Expression } from '../../core/model/program.ts';
import type { Necessity, RulesetBundle } from '../../core/model/ruleset.ts';
import { sayExpression, withSpaces } from '../diff/say-expression.ts';

/** Part of an explained policy: a heading and its sentences. */
export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

const LEVELS: Readonly<Record<Evidence, string>> = {
  verified: 'source read',
  secondary: 'secondary source',
  illustrative: 'our estimate',
};
/** How sure a value is, as people read it. */
export const sayLevel = (level: Evidence): string => LEVELS[level];

/** In the order in which the sets are looked at: the first that holds decides. */
const SETS: readonly (readonly [Band, string])[] = [
  ['against', 'Likely not met where one of these holds'],
  ['hold', 'Else a reviewer decides where one of these holds'],
  ['supports', 'Else likely met where one of these holds'],
  ['review', 'Else a reviewer decides where one of these holds'],
];
const OTHERWISE: Readonly<Record<Necessity['otherwise'], string>> = {
  'not-met': 'Else the criteria are likely not met.',
  review: 'Else a reviewer decides.',
  none: 'Else nothing is asked.',
};

const criterionLines = ({ criterion, parameters, traced }: CompiledCriterion): readonly string[] => [
  `${traced.met.id}: ${criterion.says} [${sayLevel(criterion.evidence)}; ${criterion.cite}]`,
  `  when ${sayExpression(criterion, parameters)}`,
];

const scoreLines = (scores: CompiledScores, modality: Modality): readonly string[] => {
  const { table, parameters } = scores;
  const column = table.modalityColumn[modality];
  if (column === undefined) return [];
  const { supports, review, against } = table.bands;
  const bandSays = (name: string, [from, to]: readonly [number, number]) => `${from} to ${to} ${name}`;
  return [
    `Only if ${sayExpression(table.onlyIf, parameters)}; the highest score that applies counts:`,
    `${[bandSays('likely met', supports), bandSays('a reviewer decides', review), bandSays('likely not met', against)].join(', ')}.`,
    ...table.rows.flatMap((row) => {
      const score = row.scores[column];
      if (score === undefined) return [];
      return [
        `${row.id}: ${score} for ${row.label} [${sayLevel(row.evidence)}; ${row.cite}]`,
        `  when ${sayExpression(row.when, parameters)}`,
      ];
    }),
  ];
};

const derivedIn = (expression: Expression): readonly string[] => {
  if ('derived' in expression) return [expression.derived];
  if ('not' in expression) return derivedIn(expression.not);
  const parts = 'all' in expression ? expression.all : 'any' in expression ? expression.any : [];
  return parts.flatMap(derivedIn);
};

/** The words of the definitions some expressions use, and those behind these. */
const usedWords = ({ definitions }: RulesetBundle, expressions: readonly Expression[]): readonly string[] => {
  const used = new Set<string>();
  const add = (expression: Expression): void => {
    for (const name of derivedIn(expression)) {
      const meant = definitions.derived[name];
      if (used.has(name) || !meant) continue;
      used.add(name);
      add(meant);
    }
  };
  for (const expression of expressions) add(expression);
  return [...used].sort();
};

/** The criteria of a policy for one kind of test, in the order in which they decide. */
export const explainCriteria = (
  bundle: RulesetBundle,
  necessity: Necessity,
  modality: Modality,
): readonly Section[] => {
  const { criteria, scores, otherwise, otherwiseSays } = compileNecessity(necessity, bundle);
  const sets = SETS.map(([band, title]) => ({
    title,
    lines: criteria.filter((one) => one.band === band).flatMap(criterionLines),
  }));
  const tables = scores.map((one) => ({ title: 'Scores', lines: scoreLines(one, modality) }));
  const { derived } = bundle.definitions;
  const expressions = [
    ...criteria.map(({ criterion }) => criterion),
    ...scores.flatMap(({ table }) => [table.onlyIf, ...table.rows.map(({ when }) => when)]),
  ];
  const words = usedWords(bundle, expressions).flatMap((name) => {
    const meant = derived[name];
    return meant ? [`“${withSpaces(name)}”: ${sayExpression(meant)}`] : [];
  });
  const otherwiseLines = [
    OTHERWISE[otherwise],
    ...(otherwiseSays?.symptomatic ? [`With symptoms: ${otherwiseSays.symptomatic}`] : []),
    ...(otherwiseSays?.asymptomatic ? [`Without symptoms: ${otherwiseSays.asymptomatic}`] : []),
  ];
  return [
    ...sets,
    ...tables,
    { title: 'Where no criterion decides', lines: otherwiseLines },
    { title: 'Words', lines: words },
  ].filter(({ lines }) => lines.length > 0);
};
