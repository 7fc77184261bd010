import * as z from 'zod/mini';
import type { InboxMessage } from '../../app/ports/inbox.ts';
import type { Sender } from '../../app/ports/sender.ts';
import type { Inquiry } from '../../core/model/message/inquiry.ts';
import { ok, type ProblemCode, type Result, refused } from '../../core/model/result.ts';
import { parseJson } from '../../fhir/structure/parse-json.ts';
import { MAX_EVENT_BYTES } from '../../http/order-events.ts';
import type { Container } from '../container.ts';
import { readFilled } from './read-filled.ts';

const resource = z.looseObject({ resourceType: z.string() });
const shape = z.object({
  source: z.string(),
  resource: z.optional(resource),
  bundle: z.optional(resource),
  reference: z.optional(z.string()),
  /** Set by this service, where events were missed. */
  changedSince: z.optional(z.string().check(z.regex(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/))),
});
type Detail = z.infer<typeof shape>;

const refuse = (code: ProblemCode, says: string, expression = 'detail'): Result<never> =>
  refused({ code, says, expression });

const readDetail = ({ body, source }: InboxMessage): Result<Detail> => {
  if (Buffer.byteLength(body) > MAX_EVENT_BYTES) return refuse('too-long', `Over ${MAX_EVENT_BYTES} bytes.`);
  const parsed = parseJson(body);
  if (!parsed.ok) return parsed;
  const detail = shape.safeParse(parsed.value);
  if (!detail.success) return refuse('structure', 'Needs a source, and an order, a Bundle or a reference.');
  const { source: named, ...content } = detail.data;
  if (named !== source)
    return refuse('conflict', 'The source named is not the one the bus vouches for.', 'detail.source');
  return Object.values(content).filter((one) => one !== undefined).length === 1
    ? ok(detail.data)
    : refuse('required', 'Holds an order, a Bundle or a reference, and one of them only.');
};

const REFUSALS = {
  gone: ['not-found', 'There is no such order on the server of its source.'],
  'not-ours': ['value', 'Must refer to a ServiceRequest on the server of its source.'],
  'no-server': ['not-supported', 'The source has no server to read an order from.'],
} as const;

const readBack = async (reference: string, sender: Sender, { ports }: Container): Promise<Result<unknown>> => {
  const found = await ports.ehr.order(reference, sender);
  if (found.is === 'found') return ok(found.order);
  const [code, says] = REFUSALS[found.is];
  return refuse(code, says, 'detail.reference');
};

/** An order to answer, or the instant since which to search the EHR for changed orders. */
type OrderAsked = { readonly inquiry: Inquiry } | { readonly changedSince: string };

/** Reads the detail of an order event: `{ source, resource | bundle | reference }`. A reference is read first. */
export const readOrderEvent = async (
  message: InboxMessage,
  sender: Sender,
  container: Container,
): Promise<Result<OrderAsked>> => {
  const detail = readDetail(message);
  if (!detail.ok) return detail;
  const { changedSince, reference, resource, bundle } = detail.value;
  if (changedSince !== undefined) return ok({ changedSince });
  const content = reference === undefined ? ok(resource ?? bundle) : await readBack(reference, sender, container);
  if (!content.ok) return content;
  const inquiry = await readFilled(content.value, message, sender, container);
  return inquiry.ok ? ok({ inquiry: inquiry.value }) : inquiry;
};
