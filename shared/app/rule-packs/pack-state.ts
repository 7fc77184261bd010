import type { PackRef } from '../../core/model/ruleset.ts';
import type { Activation, PackHead, PackPointer, PackReview } from '../ports/rule-packs.ts';

/** A version of a pack with where it stands, and who brought it there. */
export interface PackStatus extends PackHead {
  readonly state: 'uploaded' | 'approved' | 'scheduled' | 'active' | 'superseded' | 'rolled-back';
  readonly activated?: Omit<Activation, keyof PackRef>;
  readonly rolledBack?: { readonly by: string; readonly at: string };
  readonly review?: PackReview;
}

export const isVersion = (one: PackRef, other: Pick<PackRef, 'id' | 'version'>): boolean =>
  one.id === other.id && one.version === other.version;

const stateOf = (
  { id, approved }: PackHead,
  { activations, rolledBack }: PackPointer,
  activation: Activation | undefined,
  today: string,
  wasRolledBack: boolean,
): PackStatus['state'] => {
  if (activation) {
    if (activation.from > today) return 'scheduled';
    return activations.findLast((one) => one.id === id && one.from <= today) === activation ? 'active' : 'superseded';
  }
  return wasRolledBack && rolledBack.length ? 'rolled-back' : approved ? 'approved' : 'uploaded';
};

/** Follows from the head and the pointer alone: there is no state to be written between two steps. */
export const packStatusOf = (head: PackHead, pointer: PackPointer, today: string): PackStatus => {
  const activation = pointer.activations.findLast((one) => isVersion(one, head));
  const back = pointer.rolledBack.find((one) => isVersion(one, head));
  return {
    ...head,
    state: stateOf(head, pointer, activation, today, back !== undefined),
    ...(activation ? { activated: { from: activation.from, by: activation.by, at: activation.at } } : {}),
    ...(back && !activation ? { rolledBack: { by: back.by, at: back.at } } : {}),
  };
};
