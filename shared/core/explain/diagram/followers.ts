import type { Fact, FactName } from '../../model/facts.ts';
import type { Implication } from '../../model/implication.ts';
import { MET, NOT_MET } from '../../model/truth.ts';
import type { AbstractFact } from '../abstract-facts.ts';
import { type Diagram, leafOf, type Ref } from './diagram.ts';

/** Of a fact whose value follows from others while nobody has stated it: the value that gives way, and to which. */
interface Follower {
  readonly given: number;
  readonly forced: number;
  /** The value after all others: `given` as somebody stated it, which does not give way. */
  readonly stated: number;
}

export const isPresent = (fact: Fact<unknown> | undefined): boolean =>
  fact?.is === 'known' && fact.value !== false && fact.value !== 'none';

/**
 * Implications between the facts a policy reads. Whoever is asked for a stent says with it that there is coronary
 * disease: a fact that follows takes the value the others force, so that two patients can differ in one answer alone.
 */
export interface Followers {
  at(level: number): Follower | undefined;
  /** Where the other facts force the value of this level. */
  forces(diagram: Diagram, level: number): Ref;
  /** Where a stated value, or what no fact gives way for, breaks an implication. */
  broken(diagram: Diagram): readonly Ref[];
}

export const openFollowers = (implications: readonly Implication[], facts: readonly AbstractFact[]): Followers => {
  const levels = new Map(facts.map(({ name }, level) => [name, level]));
  const within = (names: readonly FactName[]) => names.flatMap((name) => levels.get(name) ?? []);
  // A side of which a fact is not read at all is never known to be empty.
  const between = implications.filter(
    ({ if: given, oneOf }) => within(given.present ?? []).length > 0 && within(oneOf).length === oneOf.length,
  );
  const followers = new Map<number, Follower>();
  for (const { oneOf, follows } of between) {
    const level = follows === undefined ? undefined : levels.get(follows);
    const values = level === undefined ? undefined : facts[level]?.values;
    if (level === undefined || !values || !follows) continue;
    const [yes, no] = [true, false].map((is) => values.findIndex(({ fact }) => isPresent(fact) === is));
    if (yes === undefined || no === undefined || yes < 0 || no < 0) continue;
    const [given, forced] = oneOf.includes(follows) ? [no, yes] : [yes, no];
    followers.set(level, { given, forced, stated: values.length });
  }

  const anyPresent = (diagram: Diagram, names: readonly FactName[], except: FactName | undefined): Ref =>
    within(names.filter((name) => name !== except)).reduce((ref, level) => {
      const values = facts[level]?.values ?? [];
      const size = diagram.sizes[level] ?? 0;
      const of = Array.from({ length: size }, (_, value) => {
        const at = followers.get(level);
        const one = values[at && value === at.stated ? at.given : value];
        return leafOf(isPresent(one?.fact) ? MET : NOT_MET);
      });
      return diagram.apply(Math.max, ref, diagram.node(level, of));
    }, leafOf(NOT_MET));

  /** Where an implication asks the follower (or, without one, the patient) to be otherwise. */
  const asks = (diagram: Diagram, { if: given, oneOf, follows }: Implication): Ref => {
    const holds = anyPresent(diagram, given.present ?? [], follows);
    const empty = diagram.map((any) => (any === MET ? NOT_MET : MET), anyPresent(diagram, oneOf, follows));
    if (follows && oneOf.includes(follows)) return holds;
    return follows ? empty : diagram.apply(Math.min, holds, empty);
  };

  return {
    at: (level) => followers.get(level),
    forces: (diagram, level) =>
      between
        .filter(({ follows }) => follows !== undefined && levels.get(follows) === level)
        .map((one) => asks(diagram, one))
        .reduce((a, b) => diagram.apply(Math.max, a, b), leafOf(NOT_MET)),
    broken: (diagram) =>
      between.map((one) => {
        const level = one.follows === undefined ? undefined : levels.get(one.follows);
        const follower = level === undefined ? undefined : followers.get(level);
        if (level === undefined || !follower) return asks(diagram, one);
        const isStated = Array.from({ length: diagram.sizes[level] ?? 0 }, (_, value) =>
          leafOf(value === follower.stated ? MET : NOT_MET),
        );
        return diagram.apply(Math.min, asks(diagram, one), diagram.node(level, isStated));
      }),
  };
};
