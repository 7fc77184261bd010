import type { Codebook } from '../model/codebook.ts';
import type { Fact, FactName, Facts } from '../model/facts.ts';
import type { Implication } from '../model/implication.ts';
import { VOCABULARY } from '../model/vocabulary.ts';
import { isPresent } from './diagram/followers.ts';

/** Columns of a fact of which every value is present, or none is; as bits. */
interface Sides {
  readonly fact: { readonly name: string };
  readonly present: number;
  readonly absent: number;
}
type Side = 'present' | 'absent';

/**
 * Narrows what is possible by what the facts and diagnoses imply of each other, and returns what they break.
 * @param open columns still possible of each fact
 * @param allowed columns a diagnosis allows, whatever else is said
 */
export type Narrow = (open: number[], allowed: number[], facts: Facts) => Implication | undefined;

/** A fact of an implication, and where the policy reads it. */
interface Place {
  readonly name: FactName;
  readonly level: number;
  readonly sides?: Sides;
}

export const openNarrowing = (levels: readonly Sides[], codebook: Codebook): Narrow => {
  const places = new Map(levels.map(({ fact: { name } }, level) => [name, level]));
  const placeOf = (name: FactName): Place => {
    const level = places.get(name) ?? -1;
    const sides = levels[level];
    return { name, level, ...(sides ? { sides } : {}) };
  };

  let changed = false;
  const stateOf = ({ name, level, sides }: Place, open: number[], facts: Facts): Side | 'open' => {
    if (!sides) {
      const fact: Fact<unknown> | undefined = facts[name];
      if (!fact || fact.is === 'unknown' || (fact.is === 'absent' && VOCABULARY[name].kind !== 'history'))
        return 'open';
      return isPresent(fact) ? 'present' : 'absent';
    }
    const bits = open[level] ?? 0;
    return (bits & ~sides.present) === 0 ? 'present' : (bits & ~sides.absent) === 0 ? 'absent' : 'open';
  };
  /** `false` when nothing is left of the fact. */
  const without = ({ level, sides }: Place, side: Side, open: number[]): boolean => {
    if (!sides) return true;
    const before = open[level] ?? 0;
    const left = before & ~sides[side];
    open[level] = left;
    changed ||= left !== before;
    return left !== 0;
  };

  // What the policy does not read cannot contradict what it does.
  const implications = codebook.implications
    .map((one) => ({
      one,
      coded: one.if.coded,
      present: (one.if.present ?? []).map(placeOf),
      oneOf: one.oneOf.map(placeOf),
    }))
    .filter(({ present, oneOf }) => [...present, ...oneOf].some(({ sides }) => sides !== undefined));

  return (open, allowed, facts) => {
    const diagnoses = facts.diagnoses?.is === 'known' ? facts.diagnoses.value : [];
    changed = true;
    for (let round = 0; changed && round < implications.length; round++) {
      changed = false;
      for (const { one, coded, present, oneOf } of implications) {
        let only: Place | undefined;
        let left = 0;
        for (const place of oneOf)
          if (stateOf(place, open, facts) !== 'absent') {
            only ??= place;
            left++;
          }
        if (left > 1) continue;
        const isCoded = coded !== undefined && diagnoses.some((code) => codebook.inDiagnosisGroup(coded, code));
        if (only === undefined) {
          if (isCoded || !present.every((place) => without(place, 'present', open))) return one;
        } else if (isCoded || present.some((place) => stateOf(place, open, facts) === 'present')) {
          if (isCoded) without(only, 'absent', allowed);
          if (!without(only, 'absent', open)) return one;
        }
      }
    }
    return undefined;
  };
};
