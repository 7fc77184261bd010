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
export type Narrow = (open: Int32Array, allowed: Int32Array, facts: Facts) => Implication | undefined;

export const openNarrowing = (levels: readonly Sides[], codebook: Codebook): Narrow => {
  const places = new Map(levels.map(({ fact: { name } }, level) => [name, level]));
  const placeOf = (name: FactName) => {
    const level = places.get(name);
    const sides = level === undefined ? undefined : levels[level];
    return level === undefined || !sides ? undefined : { level, sides };
  };

  let changed = false;
  const stateOf = (name: FactName, open: Int32Array, facts: Facts): Side | 'open' => {
    const place = placeOf(name);
    if (!place) {
      const fact: Fact<unknown> | undefined = facts[name];
      if (!fact || fact.is === 'unknown' || (fact.is === 'absent' && VOCABULARY[name].kind !== 'history'))
        return 'open';
      return isPresent(fact) ? 'present' : 'absent';
    }
    const bits = open[place.level] ?? 0;
    return (bits & ~place.sides.present) === 0 ? 'present' : (bits & ~place.sides.absent) === 0 ? 'absent' : 'open';
  };
  /** `false` when nothing is left of the fact. */
  const without = (name: FactName, side: Side, open: Int32Array): boolean => {
    const place = placeOf(name);
    if (!place) return true;
    const before = open[place.level] ?? 0;
    const left = before & ~place.sides[side];
    open[place.level] = left;
    changed ||= left !== before;
    return left !== 0;
  };

  // What the policy does not read cannot contradict what it does.
  const implications = codebook.implications.filter(({ if: { present = [] }, oneOf }) =>
    [...present, ...oneOf].some((name) => placeOf(name) !== undefined),
  );

  return (open, allowed, facts) => {
    const diagnoses = facts.diagnoses?.is === 'known' ? facts.diagnoses.value : [];
    changed = true;
    for (let round = 0; changed && round < implications.length; round++) {
      changed = false;
      for (const one of implications) {
        const { present = [], coded } = one.if;
        const isCoded = coded !== undefined && diagnoses.some((code) => codebook.inDiagnosisGroup(coded, code));
        const holds = isCoded || present.some((name) => stateOf(name, open, facts) === 'present');
        const [only, ...more] = one.oneOf.filter((name) => stateOf(name, open, facts) !== 'absent');
        if (only === undefined) {
          if (isCoded || !present.every((name) => without(name, 'present', open))) return one;
        } else if (holds && more.length === 0) {
          if (isCoded) without(only, 'absent', allowed);
          if (!without(only, 'absent', open)) return one;
        }
      }
    }
    return undefined;
  };
};
