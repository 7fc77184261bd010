import * as z from 'zod/mini';
import type { ReadMessage } from '../app/handle-order-event.ts';
import { type ProblemCode, type Result, refused } from '../core/result.ts';
import { parseJson } from '../fhir/structure/parse-json.ts';
import { MAX_EVENT_BYTES } from '../http/order-events.ts';
import type { House } from './house.ts';
import { readInquiry } from './read-inquiry.ts';

const resource = z.looseObject({ resourceType: z.string() });
const shape = z.object({
  source: z.string(),
  resource: z.optional(resource),
  bundle: z.optional(resource),
  reference: z.optional(z.unknown()),
});

const refuse = (code: ProblemCode, says: string, expression = 'detail'): Result<never> =>
  refused({ code, says, expression });

/** Reads `{ source, resource | bundle }`, the detail of an order event, into an inquiry. */
export const readOrderEvent =
  (house: House): ReadMessage =>
  ({ body, source, receivedAt }, tenant) => {
    if (Buffer.byteLength(body) > MAX_EVENT_BYTES) return refuse('too-long', `Over ${MAX_EVENT_BYTES} bytes.`);
    const parsed = parseJson(body);
    if (!parsed.ok) return parsed;
    const detail = shape.safeParse(parsed.value);
    if (!detail.success) return refuse('structure', 'Needs a source, and an order or a Bundle.');
    const { data } = detail;
    if (data.source !== source)
      return refuse('conflict', 'The source named is not the one the bus vouches for.', 'detail.source');
    if (data.reference !== undefined)
      return refuse('not-supported', 'An order by reference cannot be read back yet.', 'detail.reference');
    const message = data.resource ?? data.bundle;
    if (!message || (data.resource && data.bundle)) return refuse('required', 'Holds an order or a Bundle, not both.');
    return readInquiry(JSON.stringify(message), 'event', receivedAt, tenant.timeZone, house);
  };
