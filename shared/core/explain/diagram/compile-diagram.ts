import { compileExpression, type FactReading, operandOf, type Parameters } from '../../criteria/criteria.ts';
import { COMPUTED, Evaluation } from '../../criteria/evaluation.ts';
import { isEmpty } from '../../criteria/necessity.ts';
import { compareAbsentHistory } from '../../criteria/operators.ts';
import { bandsOf, SCORED_BANDS } from '../../criteria/score-table.ts';
import { BANDS, openSets, RESULT_OF } from '../../criteria/sets.ts';
import { type Fact, type FactName, type Facts, known, type Modality } from '../../model/facts.ts';
import type { Expression, Leaf, ScoreTable } from '../../model/program.ts';
import { MET, NOT_MET, not, type Truth, UNKNOWN } from '../../model/truth.ts';
import { isFactName } from '../../model/vocabulary.ts';
import { type AbstractFact, abstractName, type FactClass, isPretest } from '../abstract-facts.ts';
import { Diagram, type FlatDiagram, flatten, leafOf, type Ref } from './diagram.ts';
import { type Followers, openFollowers } from './followers.ts';
import { IMPOSSIBLE, OPEN, OUTCOMES, withRule } from './outcomes.ts';
import type { PolicyContent } from './policy-content.ts';
import { NONE } from './ref-table.ts';
import { scoresIn, withScore } from './score-sums.ts';

/** Builds the diagram of one policy over the classes of its facts, comparison by comparison. */
class PolicyDiagram {
  readonly #content: PolicyContent;
  readonly #facts: readonly AbstractFact[];
  readonly #classes: readonly (readonly FactClass[])[];
  readonly #followers: Followers;
  readonly #levels: ReadonlyMap<string, number>;
  readonly #diagram: Diagram;
  readonly #derived = new Map<string, Ref>();

  constructor(content: PolicyContent, facts: readonly AbstractFact[], followers: Followers, isComplete: boolean) {
    this.#content = content;
    this.#facts = facts;
    this.#followers = isComplete ? followers : openFollowers([], facts);
    this.#levels = new Map(facts.map(({ name }, level) => [name, level]));
    this.#classes = facts.map(({ values, partly }, level) => {
      const stated = this.#followers.at(level);
      const extra = isComplete ? (stated ? [values[stated.given] ?? values[0]] : []) : partly;
      return [...values, ...extra.flatMap((one) => one ?? [])];
    });
    this.#diagram = new Diagram(this.#classes.map(({ length }) => length));
  }

  flat(): FlatDiagram {
    const diagram = this.#diagram;
    // The small ones first: each pass over the large one costs as much as it has nodes.
    const before = this.#followers.broken(diagram).reduce((first, broken) => {
      const impossible = diagram.map((isBroken) => (isBroken ? IMPOSSIBLE : 0), broken);
      return diagram.over(impossible, first);
    }, this.#reviews());
    const root = diagram.over(before, this.#necessity());
    return flatten(diagram, root);
  }

  #build(expression: Expression, parameters: Parameters): Ref {
    const guarded = (ref: Ref, unknownAs: unknown) =>
      unknownAs === undefined ? ref : this.#diagram.map((truth) => (truth === UNKNOWN ? NOT_MET : truth), ref);
    if ('fact' in expression) return guarded(this.#leaf(expression, parameters), expression.unknownAs);
    if ('derived' in expression) return guarded(this.#definition(expression.derived), expression.unknownAs);
    if ('not' in expression)
      return this.#diagram.map((truth) => not(truth as Truth), this.#build(expression.not, parameters));
    const parts = 'all' in expression ? expression.all : expression.any;
    const [join, start] = 'all' in expression ? [Math.min, leafOf(MET)] : [Math.max, leafOf(NOT_MET)];
    return parts.map((part) => this.#build(part, parameters)).reduce((a, b) => this.#diagram.apply(join, a, b), start);
  }

  #definition(name: string): Ref {
    const before = this.#derived.get(name);
    if (before !== undefined) return before;
    const expression = this.#content.definitions.derived[name];
    const made = expression ? this.#build(expression, {}) : leafOf(UNKNOWN);
    this.#derived.set(name, made);
    return made;
  }

  #leaf(leaf: Leaf, parameters: Parameters): Ref {
    const [name = '', part] = leaf.fact.split('.');
    const reading = { fact: name, ...(part ? { part } : {}), op: leaf.op, operand: operandOf(leaf.value, parameters) };
    const computed = COMPUTED[name];
    if (name === 'modality') return leafOf(this.#evaluate(reading, {}));
    if (isPretest(name)) return this.#pretest(reading);
    if (computed) return this.#table(computed, (facts) => this.#evaluate(reading, facts));
    const level = isFactName(name) ? this.#levels.get(abstractName(name, reading)) : undefined;
    const own = level === undefined ? undefined : this.#facts[level];
    if (level === undefined || !own) return leafOf(UNKNOWN);
    const truths = (this.#classes[level] ?? []).map((one) => own.truthOf(one, reading));
    const plain = this.#diagram.node(level, truths.map(leafOf));
    const stated = this.#followers.at(level);
    if (!stated) return plain;
    const given = truths.map((truth, value) =>
      leafOf(value === stated.given ? (truths[stated.forced] ?? truth) : truth),
    );
    const forced = this.#followers.forces(this.#diagram, level);
    return this.#diagram.choose(forced, this.#diagram.node(level, given), plain);
  }

  /** The facts of some levels as each combination of their classes has them. */
  #table(names: readonly FactName[], truth: (facts: Record<string, Fact<unknown>>) => Truth): Ref {
    const levels = names.flatMap((name) => this.#levels.get(name) ?? []).sort((a, b) => a - b);
    return this.#diagram.table(levels, (values) =>
      truth(
        Object.fromEntries(
          levels.flatMap((level, index) => {
            const one = this.#classes[level]?.[values[index] ?? 0];
            return one ? [[this.#facts[level]?.fact, one.fact]] : [];
          }),
        ),
      ),
    );
  }

  #evaluate({ fact, part, op, operand }: FactReading, facts: Record<string, Fact<unknown>>): Truth {
    const { modality, serviceDate, codebook, definitions } = this.#content;
    // Without definitions: those behind a pretest probability are diagrams of their own.
    const bare = { places: new Map(), tests: [], readers: new Map(), pretest: definitions.pretest };
    const all: Facts = { ...facts, ...(modality ? { modality: known(modality) } : {}) };
    const leaf = { fact: part ? `${fact}.${part}` : fact, op, value: operand };
    return compileExpression(leaf, {})(new Evaluation(all, serviceDate, bare, codebook));
  }

  #pretest(reading: FactReading): Ref {
    const none = this.#diagram.apply(Math.max, this.#definition('asymptomatic'), this.#definition('knownDisease'));
    const computed = this.#table(['age', 'sex', 'chestPain', 'exertionalDyspnea'], (facts) =>
      this.#evaluate(reading, facts),
    );
    return this.#diagram.choose(none, leafOf(compareAbsentHistory(reading.op, reading.operand)), computed);
  }

  #necessity(): Ref {
    const { necessity, held, modality } = this.#content;
    /** The sets from last to first: where one is unknown, the rest must come to the same. */
    const result = (name: (typeof OUTCOMES)[number]) => OUTCOMES.indexOf(name);
    if (isEmpty(necessity)) return leafOf(result('none'));
    const diagram = this.#diagram;
    const bands = Object.fromEntries(Object.entries(openSets(held)).map(([band, truth]) => [band, leafOf(truth)]));
    const raise = (band: string, ref: Ref) => {
      bands[band] = diagram.apply(Math.max, bands[band] ?? leafOf(NOT_MET), ref);
    };
    for (const { band, criterion, parameters } of necessity.criteria) raise(band, this.#build(criterion, parameters));
    for (const { table, parameters } of necessity.scores) {
      const sum = this.#scores(table, parameters, modality);
      for (const band of SCORED_BANDS)
        raise(
          band,
          diagram.map((scores) => bandsOf(table, scoresIn(scores))[band], sum),
        );
    }
    return BANDS.toReversed().reduce(
      (rest, band) => {
        const own = result(RESULT_OF[band]);
        const join = (truth: number, other: number) =>
          truth === NOT_MET || other === own ? other : truth === MET ? own : OPEN;
        return diagram.apply(join, bands[band] ?? leafOf(NOT_MET), rest, (holds, other) =>
          holds === leafOf(NOT_MET) ? other : holds === leafOf(MET) ? leafOf(own) : NONE,
        );
      },
      leafOf(result(necessity.otherwise)),
    );
  }

  #scores(table: ScoreTable, parameters: Parameters, modality: Modality | undefined): Ref {
    const column = table.modalityColumn[String(modality)];
    if (column === undefined) return leafOf(0);
    const gate = this.#build(table.onlyIf, parameters);
    return table.rows.reduce((sum, row) => {
      const score = row.scores[column];
      if (score === undefined) return sum;
      const truth = this.#diagram.apply(Math.min, gate, this.#build(row.when, parameters));
      return this.#diagram.apply((before, now) => withScore(before, now as Truth, score), sum, truth);
    }, leafOf(0));
  }

  /** What counts before the criteria; 0 where no rule fires. */
  #reviews(): Ref {
    return this.#content.reviewRules.reduce((ref, rule) => {
      const join = (before: number, truth: number) => withRule(before, rule, truth as Truth);
      return this.#diagram.apply(join, ref, this.#build(rule.when, {}));
    }, leafOf(0));
  }
}

/** What a policy says of every patient (`complete`), and of what is known so far (`partial`). */
export interface PolicyDiagrams {
  readonly complete: FlatDiagram;
  readonly partial: FlatDiagram;
}

/** @throws DiagramTooLarge */
export const compileDiagrams = (
  content: PolicyContent,
  facts: readonly AbstractFact[],
  followers: Followers,
): PolicyDiagrams => ({
  complete: new PolicyDiagram(content, facts, followers, true).flat(),
  partial: new PolicyDiagram(content, facts, followers, false).flat(),
});
