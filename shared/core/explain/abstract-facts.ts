import type { FactReading } from '../criteria/criteria.ts';
import { COMPUTED } from '../criteria/evaluation.ts';
import type { Comparison } from '../criteria/operators.ts';
import { isAnginal } from '../criteria/pretest.ts';
import { absent, type Fact, type FactName, known, unknown } from '../model/facts.ts';
import type { PretestTable } from '../model/program.ts';
import { MET, NOT_MET, type Truth, UNKNOWN } from '../model/truth.ts';
import { isFactName, VOCABULARY } from '../model/vocabulary.ts';
import { type Compare, compareBy, compared, compareOnceBy } from './compare-reading.ts';
import { type FoundFact, madeOnce } from './made-once.ts';
import { type PossibleValue, possibleValues } from './possible-values.ts';

/** How every comparison of a fact comes out, in a fixed order; `UNKNOWN` where the value does not say. */
type Signature = readonly (Truth | string)[];

/** Values of a fact that no comparison of the policy tells apart, by the first of them. */
export interface FactClass extends PossibleValue {
  readonly signature: Signature;
}

/** A fact as far as a policy can see it: what is compared, and the values that come out differently. */
export interface AbstractFact {
  /** The fact's name; for a fact that is only compared as a whole (`diagnoses`), with the comparison. */
  readonly name: string;
  readonly fact: FactName;
  readonly readings: readonly FactReading[];
  /** A pretest probability is computed from it, so its own comparisons do not show everything it affects. */
  readonly hidden: boolean;
  /** A person can be asked for it. */
  readonly askable: boolean;
  /** One class for every value it can truly have. */
  readonly values: readonly FactClass[];
  /** One for every way of knowing it in part; the last is `unknown`. */
  readonly partly: readonly FactClass[];
  signatureOf(fact: Fact<unknown> | undefined): Signature;
  /** How one of its comparisons comes out for a class. */
  truthOf(one: FactClass, reading: FactReading): Truth;
}

const PRETEST_INPUTS: readonly FactName[] = ['age', 'sex', 'chestPain', 'exertionalDyspnea'];
export const isPretest = (fact: string): boolean => fact === 'pretestBand' || fact === 'pretestProbability';

/** Comes with the order in one piece: only the result of each comparison matters. */
const isWhole = (name: FactName): boolean => {
  const { kind, type } = VOCABULARY[name];
  return type === 'codes' || (kind === 'context' && name !== 'age' && name !== 'sex');
};
export const abstractName = (fact: FactName, { op, operand }: FactReading): string =>
  isWhole(fact) ? `${fact}|${op}|${JSON.stringify(operand)}` : fact;

const sameReading = (a: FactReading) => (b: FactReading) =>
  a.op === b.op &&
  a.part === b.part &&
  (a.operand === b.operand || JSON.stringify(a.operand) === JSON.stringify(b.operand));

const isAskable = (name: FactName): boolean => VOCABULARY[name].question !== undefined && !isWhole(name);

/** What the pretest table sees of a value, beyond the comparisons. */
const hiddenPart = (name: FactName, fact: Fact<unknown> | undefined, { rows }: PretestTable): Truth | string => {
  if (fact?.is !== 'known') return UNKNOWN;
  const { value } = fact;
  switch (name) {
    case 'chestPain':
      return String(isAnginal(value));
    case 'age':
      return `row ${Math.max(
        0,
        rows.findLastIndex(({ ageFrom }) => Number(value) >= ageFrom),
      )}`;
    case 'sex':
      return value === 'male' || value === 'female' ? value : UNKNOWN;
    default:
      return String(value);
  }
};

/** Parts of a test left out, in every combination; many values have such a part in common, which is listed once. */
const partlyKnown = (name: FactName, values: readonly PossibleValue[]): readonly PossibleValue[] => {
  if (VOCABULARY[name].type !== 'event') return [];
  const parts = name === 'priorIschemiaTest' ? ['date', 'modality', 'result'] : ['date'];
  const made = new Map<string, PossibleValue>();
  for (const { to, fact } of values) {
    if (fact.is !== 'known') continue;
    const whole = fact.value as Readonly<Record<string, unknown>>;
    for (let left = 1; left < 2 ** parts.length; left++) {
      const kept = parts.filter((part, at) => !(left & (1 << at)) && part in whole);
      const content = `${kept} ${kept.map((part) => whole[part])}`;
      if (made.has(content)) continue;
      made.set(content, { to, fact: known(Object.fromEntries(kept.map((part) => [part, whole[part]]))) });
    }
  }
  return [...made.values()];
};

const distinct = (
  values: readonly PossibleValue[],
  signatureOf: AbstractFact['signatureOf'],
  seen = new Set<string>(),
): readonly FactClass[] =>
  values.flatMap((value) => {
    const signature = signatureOf(value.fact);
    const key = signature.join();
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ ...value, signature }];
  });

/** Bare truth values stand for what is compared as a whole. */
const WHOLE: readonly PossibleValue[] = [
  { to: 'true', fact: known(true) },
  { to: 'false', fact: known(false) },
];

const abstracted = (found: FoundFact, comparison: Comparison, table: PretestTable): AbstractFact => {
  const { fact: name, readings, hidden } = found;
  const { kind, type } = VOCABULARY[name];
  const isEvent = type === 'event';
  const readBy =
    (compare: Compare) =>
    (fact: Fact<unknown> | undefined = unknown): Signature => {
      const now = fact.is === 'absent' && kind !== 'history' ? unknown : fact;
      const happened: Truth = now.is === 'unknown' ? UNKNOWN : now.is === 'absent' ? NOT_MET : MET;
      return [
        ...(isEvent ? [happened] : []),
        ...readings.map((reading) => compared(now, reading, compare)),
        ...(hidden ? [hiddenPart(name, now, table)] : []),
      ];
    };
  const read = readBy(compareBy(comparison));
  const truthOf = ({ signature }: FactClass, reading: FactReading): Truth => {
    const truth = signature[readings.findIndex(sameReading(reading)) + Number(isEvent)];
    return truth === MET || truth === NOT_MET ? truth : UNKNOWN;
  };
  if (isWhole(name)) {
    const values = WHOLE.map((value, index): FactClass => ({ ...value, signature: [index === 0 ? MET : NOT_MET] }));
    const partly: readonly FactClass[] = [{ to: 'unknown', fact: unknown, signature: [UNKNOWN] }];
    return { ...found, askable: false, values, partly, signatureOf: read, truthOf };
  }
  const possible = possibleValues({ name, readings, ages: table.rows.map(({ ageFrom }) => ageFrom) }, comparison);
  const looked = kind === 'history' ? [{ to: 'none', fact: absent }] : [];
  const seen = new Set<string>();
  const readOnce = readBy(compareOnceBy(comparison));
  const values = distinct([...possible, ...looked], readOnce, seen);
  const partly = distinct([...partlyKnown(name, values), { to: 'unknown', fact: unknown }], readOnce, seen);
  return { ...found, askable: isAskable(name), values, partly, signatureOf: read, truthOf };
};

const abstractedOnce = madeOnce<AbstractFact>();

/**
 * The facts some comparisons read, in the order they are first mentioned; what is computed is replaced by what it is
 * computed from.
 * @param readings every comparison, those behind a pretest probability included (`withPretest`)
 * @param comparison service date, code tables and ordered modality
 */
export const abstractFacts = (
  readings: readonly FactReading[],
  comparison: Comparison,
  table: PretestTable,
): readonly AbstractFact[] => {
  const found = new Map<string, { fact: FactName; readings: FactReading[]; hidden: boolean }>();
  const entryOf = (name: string, fact: FactName) => {
    const entry = found.get(name) ?? { fact, readings: [], hidden: false };
    found.set(name, entry);
    return entry;
  };
  for (const reading of readings) {
    if (reading.fact === 'modality') continue;
    if (isPretest(reading.fact)) {
      for (const name of PRETEST_INPUTS) entryOf(name, name).hidden = true;
      continue;
    }
    for (const name of COMPUTED[reading.fact] ?? [reading.fact]) {
      if (!isFactName(name)) continue;
      const entry = entryOf(abstractName(name, reading), name);
      if (!entry.readings.some(sameReading(reading))) entry.readings.push(reading);
    }
  }
  return [...found].map(([name, entry]) => {
    const one = { name, ...entry };
    return abstractedOnce(one, comparison, table, () => abstracted(one, comparison, table));
  });
};

/** Whether something known in part may turn out to be of this class. */
export const mayBe = (known: Signature, value: Signature): boolean =>
  known.every((one, index) => one === UNKNOWN || one === value[index]);
