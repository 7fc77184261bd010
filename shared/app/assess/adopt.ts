import type { Inquiry, OrderIdentity } from '../../core/model/message/inquiry.ts';
import { patientOfMessage } from '../keys/patient-key.ts';
import type { DraftFound, DraftRef } from '../ports/assertion.ts';

/** Ids of assertions by the order they were adopted by. */
export type Adoptions = ReadonlyMap<string, readonly string[]>;

/** Format of the assertion ids `advise` creates; any other id in a message is not looked up. */
const OURS = /^[0-9a-f]{40}$/;

const refsOf = ({ status, assertions = [], placerIds }: OrderIdentity, source: string): readonly DraftRef[] =>
  status === 'draft'
    ? []
    : [
        ...assertions.filter((id) => OURS.test(id)).map((assertionId) => ({ assertionId })),
        ...placerIds.map((placerId) => ({ source, placerId })),
      ];

/** Where to look up earlier assertions on the placed orders of a message, made while they were drafts. */
export const draftsOf = ({ orders }: Pick<Inquiry, 'orders'>, source: string): readonly DraftRef[] =>
  orders.flatMap((order) => refsOf(order, source));

/**
 * The assertions each order adopts from what `draftsOf` led to. An assertion on another patient's order is not adopted.
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
