import type { OrderRef } from './authorization-store.ts';

/** A delivery nobody tries any more: of what kind, and about which order. */
export interface GivenUp {
  readonly kind: string;
  readonly order: OrderRef;
}

/** Its id in the dead letters. It says all of it, so that nothing else has to be kept. */
export const idOfGivenUp = ({ kind, order: { source, orderId } }: GivenUp): string =>
  `${kind}-${Buffer.from(JSON.stringify([source, orderId])).toString('base64url')}`;

/** A kind is written small, and the base64 of a list of texts begins with a W. */
const FORM = /^([a-z0-9-]+)-(W[\w-]+)$/;

const orderIn = (base64: string): OrderRef | undefined => {
  try {
    const [source, orderId]: unknown[] = JSON.parse(Buffer.from(base64, 'base64url').toString());
    return typeof source === 'string' && typeof orderId === 'string' ? { source, orderId } : undefined;
  } catch {
    return undefined;
  }
};

/** The delivery an id stands for; nothing where it is the id of a message that came in. */
export const givenUpOf = ({ id }: { readonly id: string }): GivenUp | undefined => {
  const [, kind = '', base64 = ''] = FORM.exec(id) ?? [];
  const order = orderIn(base64);
  return order && { kind, order };
};
