import type { Codebook } from './codebook.ts';
import { firstDay } from './dates.ts';
import type { DatedEvent, Fact, FactName, Facts } from './facts.ts';
import { absent, known, unknown } from './facts.ts';
import type { Comparison } from './operators.ts';
import { type PretestBand, pretestBand, pretestPercents } from './pretest.ts';
import type { PretestTable } from './program.ts';
import { type Truth, UNKNOWN } from './truth.ts';

/** Facts the core computes from others; rules use them like any fact, nobody is asked for them. */
export const COMPUTED: Readonly<Record<string, readonly FactName[]>> = {
  pretestBand: ['age', 'sex', 'chestPain', 'exertionalDyspnea', 'knownCad', 'priorMi', 'priorPci', 'priorCabg'],
  pretestProbability: ['age', 'sex', 'chestPain', 'exertionalDyspnea', 'knownCad', 'priorMi', 'priorPci', 'priorCabg'],
  latestRevasc: ['priorPci', 'priorCabg'],
};

type Test = (evaluation: Evaluation) => Truth;

/** One look at one set of facts: definitions and computed facts are worked out once and remembered. */
export interface Evaluation extends Comparison {
  readonly facts: Facts;
  readonly codebook: Codebook;
  readonly serviceDate: string;
  derived(name: string): Truth;
  factOf(name: string): Fact<unknown> | undefined;
}

export interface CompiledDefinitions {
  readonly derived: Readonly<Record<string, Test>>;
  readonly pretest: PretestTable;
}

const latest = (a: Fact<DatedEvent> | undefined, b: Fact<DatedEvent> | undefined): Fact<DatedEvent> => {
  const [first, second] = [a ?? unknown, b ?? unknown];
  if (first.is === 'unknown' || second.is === 'unknown') return unknown;
  if (first.is === 'absent') return second;
  if (second.is === 'absent') return first;
  if (!first.value.date || !second.value.date) return known({});
  return firstDay(first.value.date) >= firstDay(second.value.date) ? first : second;
};

export const startEvaluation = (
  facts: Facts,
  serviceDate: string,
  definitions: CompiledDefinitions,
  codebook: Codebook,
): Evaluation => {
  const remembered = new Map<string, Truth>();
  let band: Fact<PretestBand> | undefined;
  let probability: Fact<number> | undefined;
  let revasc: Fact<DatedEvent> | undefined;
  const percents = () =>
    pretestPercents(facts, definitions.pretest, evaluation.derived('asymptomatic'), evaluation.derived('knownDisease'));
  const evaluation: Evaluation = {
    facts,
    codebook,
    serviceDate,
    derived(name) {
      const before = remembered.get(name);
      if (before !== undefined) return before;
      const truth = definitions.derived[name]?.(evaluation) ?? UNKNOWN;
      remembered.set(name, truth);
      return truth;
    },
    factOf(name) {
      switch (name) {
        case 'pretestBand':
          band ??= pretestBand(percents(), definitions.pretest);
          return band;
        case 'pretestProbability':
          probability ??= probabilityOf(percents());
          return probability;
        case 'latestRevasc':
          revasc ??= latest(facts.priorPci, facts.priorCabg);
          return revasc;
        default:
          return facts[name as FactName];
      }
    },
    valueOf(name) {
      const fact = evaluation.factOf(name);
      return fact?.is === 'known' ? fact.value : undefined;
    },
  };
  return evaluation;
};

const probabilityOf = (percents: readonly number[] | 'none'): Fact<number> => {
  if (percents === 'none') return absent;
  const [first] = percents;
  return first !== undefined && percents.every((value) => value === first) ? known(first) : unknown;
};
