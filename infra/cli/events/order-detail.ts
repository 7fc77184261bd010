import * as z from 'zod/mini';
import { Refusal } from '../refusal.ts';

const resource = z.looseObject({ resourceType: z.string(), id: z.optional(z.string()) });
const bundle = z.looseObject({
  resourceType: z.literal('Bundle'),
  entry: z._default(z.array(z.looseObject({ resource: z.optional(resource) })), []),
});
/** A file of `shared/examples`-like form: the message is its `body`. */
const wrapped = z.looseObject({ door: z.string(), body: z.unknown() });

interface OrderDetail {
  readonly detail: { readonly source: string; readonly resource?: unknown; readonly bundle?: unknown };
  readonly orderId: string | undefined;
}

/** A file's content as the detail of an order event. */
export const orderDetail = (file: unknown, source: string): OrderDetail => {
  const inside = wrapped.safeParse(file);
  const message = inside.success ? inside.data.body : file;
  const asBundle = bundle.safeParse(message);
  if (asBundle.success) {
    const order = asBundle.data.entry.find((one) => one.resource?.resourceType === 'ServiceRequest');
    return { detail: { source, bundle: message }, orderId: order?.resource?.id };
  }
  const single = resource.safeParse(message);
  if (single.success) return { detail: { source, resource: message }, orderId: single.data.id };
  throw new Refusal('The file holds no FHIR resource.');
};
