import type { Codebook } from '../model/codebook.ts';
import { firstDay, lastDay } from '../model/dates.ts';
import { absent, type DatedEvent, type Fact, type FactName, type Facts, known, unknown } from '../model/facts.ts';
import type { PretestTable } from '../model/program.ts';
import { type Truth, UNKNOWN } from '../model/truth.ts';
import type { Comparison } from './operators.ts';
import { type PretestBand, pretestBand, pretestPercents } from './pretest.ts';

const PRETEST: readonly FactName[] = [
  'age',
  'sex',
  'chestPain',
  'exertionalDyspnea',
  'knownCad',
  'priorMi',
  'priorPci',
  'priorCabg',
];

/** Facts the core computes from others; rules use them like any fact, nobody is asked for them. */
export const COMPUTED: Readonly<Record<string, readonly FactName[]>> = {
  pretestBand: PRETEST,
  pretestProbability: PRETEST,
  latestRevasc: ['priorPci', 'priorCabg'],
};

export interface CompiledDefinitions {
  /** Of a name, its place in the lists. */
  readonly places: ReadonlyMap<string, number>;
  readonly tests: readonly ((evaluation: Evaluation) => Truth)[];
  /** Of a fact, whether each definition reads it; missing = none does. */
  readonly readers: ReadonlyMap<string, readonly boolean[]>;
  readonly pretest: PretestTable;
}

/** Of two events the one that may be the later; its span of days holds the true date of the latest. */
const latest = (a: Fact<DatedEvent> = unknown, b: Fact<DatedEvent> = unknown): Fact<DatedEvent> => {
  if (a.is === 'unknown' || b.is === 'unknown') return unknown;
  if (a.is === 'absent') return b;
  if (b.is === 'absent') return a;
  const [first, second] = [a.value.date, b.value.date];
  if (!first || !second) return known({});
  const [firstEnd, secondEnd] = [lastDay(first), lastDay(second)];
  if (firstEnd === secondEnd) return firstDay(first) >= firstDay(second) ? a : b;
  return firstEnd > secondEnd ? a : b;
};

const probabilityOf = (percents: readonly number[] | 'none'): Fact<number> => {
  if (percents === 'none') return absent;
  const [first] = percents;
  return first !== undefined && percents.every((value) => value === first) ? known(first) : unknown;
};

/** An evaluation of the same case before some facts were changed. */
interface Before {
  readonly evaluation: Evaluation;
  readonly changed: readonly FactName[];
}

/** One look at one set of facts: definitions and computed facts are worked out once and remembered. */
export class Evaluation implements Comparison {
  readonly facts: Facts;
  readonly serviceDate: string;
  readonly codebook: Codebook;
  readonly #definitions: CompiledDefinitions;
  readonly #before: Before | undefined;
  /** By place. */
  readonly #derived: (Truth | undefined)[] = [];
  #band: Fact<PretestBand> | undefined;
  #probability: Fact<number> | undefined;
  #revasc: Fact<DatedEvent> | undefined;

  constructor(
    facts: Facts,
    serviceDate: string,
    definitions: CompiledDefinitions,
    codebook: Codebook,
    before?: Before,
  ) {
    this.facts = facts;
    this.serviceDate = serviceDate;
    this.codebook = codebook;
    this.#definitions = definitions;
    this.#before = before;
  }

  /** Truth of a named definition; a name nobody defined is unknown. */
  derived(name: string): Truth {
    const place = this.#definitions.places.get(name);
    return place === undefined ? UNKNOWN : this.#truthAt(place);
  }

  #truthAt(place: number): Truth {
    const seen = this.#derived[place];
    if (seen !== undefined) return seen;
    const before = this.#sameAt(place);
    const truth = before ? before.#truthAt(place) : (this.#definitions.tests[place]?.(this) ?? UNKNOWN);
    this.#derived[place] = truth;
    return truth;
  }

  /** Where no fact that a definition reads was changed, what knows its truth. */
  #sameAt(place: number): Evaluation | undefined {
    if (!this.#before) return undefined;
    for (const fact of this.#before.changed) if (this.#definitions.readers.get(fact)?.[place]) return undefined;
    return this.#before.evaluation;
  }

  factOf(name: string): Fact<unknown> | undefined {
    switch (name) {
      case 'pretestBand':
        this.#band ??= pretestBand(this.#percents(), this.#definitions.pretest);
        return this.#band;
      case 'pretestProbability':
        this.#probability ??= probabilityOf(this.#percents());
        return this.#probability;
      case 'latestRevasc':
        this.#revasc ??= latest(this.facts.priorPci, this.facts.priorCabg);
        return this.#revasc;
      default:
        return this.facts[name as FactName];
    }
  }

  valueOf(name: string): unknown {
    const fact = this.factOf(name);
    return fact?.is === 'known' ? fact.value : undefined;
  }

  /** The references the facts came from, each once. */
  referencesOf(names: readonly FactName[]): readonly string[] {
    const references: string[] = [];
    for (const name of names) {
      const fact = this.facts[name];
      if (fact && fact.is !== 'unknown' && fact.from)
        for (const reference of fact.from) if (!references.includes(reference)) references.push(reference);
    }
    return references;
  }

  #percents(): readonly number[] | 'none' {
    const { pretest } = this.#definitions;
    return pretestPercents(this.facts, pretest, this.derived('asymptomatic'), this.derived('knownDisease'));
  }
}
