import type { Codebook } from '../model/codebook.ts';
import type { Fact, Facts, IschemiaTest } from '../model/facts.ts';
import type { Implication } from '../model/implication.ts';
import { type AbstractFact, mayBe } from './abstract-facts.ts';
import type { PolicyDiagrams } from './diagram/compile-diagram.ts';
import { DiagramTooLarge, type FlatDiagram } from './diagram/diagram.ts';
import { type Followers, isPresent } from './diagram/followers.ts';
import { MOST_COLUMNS, openReach, type Reach } from './diagram/reach.ts';
import { type DiagramWalk, openWalk } from './diagram/walk.ts';
import { type Narrow, openNarrowing } from './narrow.ts';

/** What is known of a patient, as the diagrams see it; one entry a fact. Plain arrays: typed ones this short cost more to make. */
export interface KnownSoFar {
  /** Column of the partial diagram; -1 = known in a way it has no column for. */
  readonly now: readonly number[];
  /** Columns of the complete diagram that are still possible, as bits. */
  readonly open: readonly number[];
  /** Columns a diagnosis of the order allows, whatever else is said. */
  readonly allowed: readonly number[];
  /** Some facts leave less possible of others: without one of them more would be. */
  readonly isNarrowed: boolean;
  /** What the facts break together. */
  readonly broken?: Implication;
}

/** One value a person could answer, and what it makes of the entry of its fact. */
export interface AnswerClass {
  readonly to: string;
  readonly fact: Fact<unknown>;
  /** Column of the partial diagram. */
  readonly now: number;
  /** Columns of the complete diagram: as a possibility, and once it is stated; and their bits. */
  readonly column: number;
  readonly statedColumn: number;
  readonly possible: number;
  readonly stated: number;
}

const UNSAID: Fact<never> = { is: 'unknown' };

/** Readings of facts are kept by their text; a chart has few, so a bound is never met in practice. */
const MOST_READINGS = 2_000;

/** What is read of a fact, as one key. */
const keyOf = (given: Fact<unknown>): unknown => {
  if (given.is !== 'known') return undefined;
  const { value } = given;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.join();
  const { date, modality, result } = value as IschemiaTest;
  return `${date} ${modality} ${result}`;
};

interface Entry {
  readonly now: number;
  readonly open: number;
}
interface Level {
  readonly fact: AbstractFact;
  readonly unknown: Entry;
  readonly answers: readonly AnswerClass[];
  /** Columns of which every value is present, or none is. */
  readonly present: number;
  readonly absent: number;
  readonly kept: Map<unknown, Entry>;
}

/** The two diagrams of a policy, read for one patient at a time. */
export class PolicyQuestions {
  readonly levels: readonly Level[];
  readonly #partial: FlatDiagram;
  readonly #followers: Followers;
  readonly #narrow: Narrow;
  readonly complete: FlatDiagram;
  /** What patients come to who are still possible. */
  readonly left: Reach;
  /** What the facts come to as they are known now. */
  readonly walk: DiagramWalk;

  constructor(facts: readonly AbstractFact[], diagrams: PolicyDiagrams, followers: Followers, codebook: Codebook) {
    this.complete = diagrams.complete;
    this.#partial = diagrams.partial;
    this.#followers = followers;
    this.levels = facts.map((fact, level) => this.#levelOf(fact, level));
    this.#narrow = openNarrowing(this.levels, codebook);
    this.left = openReach(this.complete);
    this.walk = openWalk(this.#partial);
  }

  #levelOf(fact: AbstractFact, level: number): Level {
    const column = (value: number) => this.complete.columnOf[level]?.[value] ?? 0;
    const partly = this.#partial.columnOf[level] ?? [];
    if ((this.complete.firstOf[level]?.length ?? 0) > MOST_COLUMNS) throw new DiagramTooLarge();
    const follower = this.#followers.at(level);
    let all = 0;
    let present = 0;
    let absent = 0;
    let both = 0;
    const answers = new Map<number, AnswerClass>();
    for (const [value, one] of fact.values.entries()) {
      const own = column(value);
      const statedColumn = column(follower?.given === value ? follower.stated : value);
      const [possible, stated] = [1 << own, 1 << statedColumn];
      all |= possible;
      // A value that gives way is neither: what it comes to depends on the others.
      const certain = possible === stated ? possible : stated;
      const open = possible === stated ? 0 : possible;
      if (isPresent(one.fact)) present |= certain;
      else absent |= certain;
      both |= open;
      const key = possible * 2 ** MOST_COLUMNS + stated;
      if (!answers.has(key))
        answers.set(key, {
          to: one.to,
          fact: one.fact,
          now: partly[value] ?? 0,
          column: own,
          statedColumn,
          possible,
          stated,
        });
    }
    return {
      fact,
      unknown: { now: partly.at(-1) ?? 0, open: all },
      answers: [...answers.values()],
      present: present & ~absent & ~both,
      absent: absent & ~present & ~both,
      kept: new Map(),
    };
  }

  #entryOf({ fact, unknown, kept }: Level, level: number, given: Fact<unknown> | undefined): Entry {
    if (!given || given.is === 'unknown') return unknown;
    const key = keyOf(given);
    const before = kept.get(key);
    if (before) return before;
    const entry = this.#read(fact, level, given);
    if (kept.size < MOST_READINGS) kept.set(key, entry);
    return entry;
  }

  #read({ values, partly, signatureOf }: AbstractFact, level: number, given: Fact<unknown>): Entry {
    const columns = this.complete.columnOf[level] ?? [];
    const signature = signatureOf(given);
    const text = signature.join();
    const all = [...values, ...partly];
    const place = all.findIndex((one) => one.signature.join() === text);
    const now = place < 0 ? -1 : (this.#partial.columnOf[level]?.[place] ?? 0);
    // What was looked for and not found is not stated: it gives way to what was found.
    const follower = given.is === 'known' ? this.#followers.at(level) : undefined;
    if (place >= 0 && place < values.length)
      return { now, open: 1 << (columns[follower?.given === place ? follower.stated : place] ?? 0) };
    const open = values.reduce(
      (bits, one, value) => (mayBe(signature, one.signature) ? bits | (1 << (columns[value] ?? 0)) : bits),
      0,
    );
    return { now, open: open || values.reduce((bits, _, value) => bits | (1 << (columns[value] ?? 0)), 0) };
  }

  /** What the facts of a line leave possible. */
  read(facts: Facts): KnownSoFar {
    const size = this.levels.length;
    const now = new Array<number>(size).fill(0);
    const open = new Array<number>(size).fill(0);
    const allowed = new Array<number>(size).fill(-1);
    for (let level = 0; level < size; level++) {
      const one = this.levels[level];
      if (!one) continue;
      const given: Fact<unknown> | undefined = facts[one.fact.fact];
      const entry = this.#entryOf(one, level, given);
      now[level] = entry.now;
      open[level] = entry.open;
      if (given?.conflict === undefined) continue;
      // What the others said is not held in the first stored questions: then it may have been anything.
      for (const other of given.rejected ?? [UNSAID])
        open[level] = (open[level] ?? 0) | this.#entryOf(one, level, other).open;
    }
    const before = open.slice();
    const broken = this.#narrow(open, allowed, facts);
    const isNarrowed = open.some((bits, level) => bits !== before[level]);
    return { now, open, allowed, isNarrowed, ...(broken ? { broken } : {}) };
  }
}
