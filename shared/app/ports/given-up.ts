import type { OrderRef } from './authorization-store.ts';

/** A dead-lettered delivery: its kind, and its order. */
export interface GivenUp {
  readonly kind: string;
  readonly order: OrderRef;
}

/** Its dead-letter id. It contains all of the above, so nothing else is stored. */
export const idOfGivenUp = ({ kind, order: { source, orderId } }: GivenUp): string =>
  `${kind}-${Buffer.from(JSON.stringify([source, orderId])).toString('base64url')}`;

/** Kinds are lowercase, and the base64 of a JSON array of strings starts with W. */
const FORM = /^([a-z0-9-]+)-(W[\w-]+)$/;

const orderIn = (base64: string): OrderRef | undefined => {
  try {
    const [source, orderId]: unknown[] = JSON.parse(Buffer.from(base64, 'base64url').toString());
    return typeof source === 'string' && typeof orderId === 'string' ? { source, orderId } : undefined;
  } catch {
    return undefined;
  }
};

/** The delivery an id stands for; undefined for the id of an incoming message. */
export const givenUpOf = ({ id }: { readonly id: string }): GivenUp | undefined => {
  const [, kind = '', base64 = ''] = FORM.exec(id) ?? [];
  const order = orderIn(base64);
  return order && { kind, order };
};
