import * as z from 'zod/mini';
import type { InboxMessage } from '../../app/ports/inbox.ts';
import type { Visit } from '../../core/authorization/visit.ts';
import { type Result, refused } from '../../core/model/result.ts';
import { isA, isFhirResource, unpackEntry } from '../../fhir/read/message/entry.ts';
import { readVisit } from '../../fhir/read/read-visit.ts';
import { checkStructure } from '../../fhir/structure/check-structure.ts';
import { parseJson } from '../../fhir/structure/parse-json.ts';
import { MAX_EVENT_BYTES } from '../../http/order-events.ts';

const shape = z.object({ source: z.string(), resource: z.unknown() });

const refuse = (says: string, expression: string): Result<never> => refused({ code: 'structure', says, expression });

/** Reads `{ source, resource }`, the detail of an appointment event. */
export const readVisitEvent = ({ body, source }: InboxMessage): Result<Visit> => {
  if (Buffer.byteLength(body) > MAX_EVENT_BYTES)
    return refused({ code: 'too-long', says: `Over ${MAX_EVENT_BYTES} bytes.`, expression: 'detail' });
  const parsed = parseJson(body);
  if (!parsed.ok) return parsed;
  const detail = shape.safeParse(parsed.value);
  if (!detail.success) return refuse('Needs a source and an Appointment.', 'detail');
  if (detail.data.source !== source)
    return refused({ code: 'conflict', says: 'The source named is not the one the bus vouches for.' });
  const problems = checkStructure(detail.data.resource, { unknownElements: 'ignore' });
  if (problems.length) return refused(...problems);
  const [entry] = isFhirResource(detail.data.resource) ? unpackEntry(detail.data.resource, 'Appointment') : [];
  return isA(entry, 'Appointment') ? readVisit(entry.resource) : refuse('Needs an Appointment.', 'detail.resource');
};
