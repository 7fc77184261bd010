import type { Band, Definitions, Program } from '../../core/model/program.ts';
import type { BenefitRule } from '../../core/model/ruleset.ts';
import { sayExpression, withSpaces } from './say-expression.ts';
import { aspects, gradedStatement, type Statements } from './statement.ts';

const BANDS: Readonly<Record<Band, string>> = {
  against: 'speaks against',
  hold: 'holds for a reviewer',
  supports: 'supports',
  review: 'goes to a reviewer',
};
const quoted = (sentence: string): string => `“${sentence}”`;

/** Criteria, rows of the score table and parameters of one program. */
export const programStatements = (program: Program): Statements => {
  const { criteria, scoreTable: table, parameters = {} } = program;
  const bandOf = (id: string) => (Object.keys(BANDS) as Band[]).find((band) => program[band].includes(id));
  return new Map([
    ...Object.entries(criteria).map(([id, criterion]) => {
      const band = bandOf(id);
      const said = aspects({
        effect: band && BANDS[band],
        sentence: gradedStatement(quoted(criterion.says), criterion),
        when: sayExpression(criterion),
        cited: criterion.cite,
        'advance notice': criterion.likelyNonCovered ? 'advised' : undefined,
      });
      return [`${program.id} ${id}`, said] as const;
    }),
    ...(table?.rows ?? []).map((row) => {
      const scores = Object.entries({ ...row.scores, ...(row.noTest ? { 'no test': row.noTest } : {}) });
      const said = aspects({
        row: gradedStatement(row.label, row),
        when: sayExpression(row.when),
        scores: scores.map(([column, score]) => `${column} ${score}`).join(', '),
      });
      return [`${program.id} ${row.id}`, said] as const;
    }),
    ...Object.entries(parameters).map(
      ([name, parameter]) =>
        [
          `${program.id} parameter ${name}`,
          aspects({ 'unless a policy says otherwise': gradedStatement(String(parameter.default), parameter) }),
        ] as const,
    ),
    [
      `${program.id} as a whole`,
      aspects({
        version: program.effectiveFrom,
        text: program.complete ? 'held whole' : 'held in part',
        'score table asked if': table && sayExpression(table.onlyIf),
        'score bands': table && JSON.stringify(table.bands),
        source: gradedStatement(program.source.title, program.source),
      }),
    ] as const,
  ]);
};

export const definitionStatements = ({ derived, pretest }: Definitions): Statements =>
  new Map([
    ...Object.entries(derived).map(
      ([name, expression]) => [`“${withSpaces(name)}”`, aspects({ means: sayExpression(expression) })] as const,
    ),
    [
      'pretest probability',
      aspects({
        table: gradedStatement(
          pretest.rows
            .map(({ ageFrom, chestPain, dyspnea }) =>
              [`from ${ageFrom}:`, chestPain.male, chestPain.female, dyspnea.male, dyspnea.female].join(' '),
            )
            .join(', '),
          pretest,
        ),
        bands: `low to ${pretest.lowAtMost}, intermediate to ${pretest.intermediateAtMost} percent`,
      }),
    ] as const,
  ]);

export const benefitStatements = (rules: readonly BenefitRule[]): Statements =>
  new Map(
    rules.map((rule) => [
      `benefit rule ${rule.id}`,
      aspects({
        effect: rule.effect,
        'if unknown': rule.ifUnknown,
        sentence: gradedStatement(quoted(rule.says), rule),
        when: sayExpression(rule.when),
        'reason code': rule.carc,
        fix: rule.fix,
      }),
    ]),
  );
