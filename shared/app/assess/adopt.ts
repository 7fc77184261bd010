import type { Inquiry, OrderIdentity } from '../../core/model/inquiry.ts';
import { patientOfMessage } from '../keys/patient-key.ts';
import type { DraftFound, DraftRef } from '../ports/assertion.ts';

/** Ids of assertions by the order they were adopted by. */
export type Adoptions = ReadonlyMap<string, readonly string[]>;

/** Ids of assertions as `advise` makes them; nothing else a message calls one is looked for. */
const OURS = /^[0-9a-f]{40}$/;

const refsOf = ({ status, assertions = [], placerIds }: OrderIdentity, source: string): readonly DraftRef[] =>
  status === 'draft'
    ? []
    : [
        ...assertions.filter((id) => OURS.test(id)).map((assertionId) => ({ assertionId })),
        ...placerIds.map((placerId) => ({ source, placerId })),
      ];

/** Where to look for what was said of the placed orders of a message while they were drafts. */
export const draftsOf = ({ orders }: Pick<Inquiry, 'orders'>, source: string): readonly DraftRef[] =>
  orders.flatMap((order) => refsOf(order, source));

/**
 * What each order adopts of what was found where `draftsOf` looked. An id that is not ours is not found; one that was
 * said of somebody else's order is not adopted.
 */
export const adoptionsOf = (
  { orders, patient }: Inquiry,
  found: readonly (DraftFound | undefined)[],
  source: string,
): Adoptions => {
  if (!found.some(Boolean)) return new Map();
  const own = patientOfMessage(patient);
  const owners = orders.flatMap((order) => refsOf(order, source).map(() => order.id));
  const adopted = new Map<string, readonly string[]>();
  found.forEach((one, index) => {
    const owner = owners[index];
    if (!one || owner === undefined || one.patient !== own) return;
    adopted.set(owner, [...(adopted.get(owner) ?? []), ...one.assertionIds]);
  });
  return adopted;
};
