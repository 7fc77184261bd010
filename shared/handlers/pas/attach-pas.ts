import { attachDocuments } from '../../app/utilization-review/attach-documents.ts';
import { storedContent } from '../../app/utilization-review/inquire.ts';
import { missingDocuments } from '../../core/authorization/attach.ts';
import { readAttachments } from '../../fhir/pas/read/read-attachments.ts';
import { tenantOf } from '../caller.ts';
import type { Handler } from '../handler.ts';
import { answer, refuse, refuseBounded } from '../reply.ts';
import { agentOf, openContent, patientsIn } from './pas-server.ts';
import { readPasMessage } from './read-pas.ts';

/** What came of it, in a word for people: the operation itself has no output. */
const outcomeOf = (missing: readonly string[]) => ({
  resourceType: 'OperationOutcome',
  issue: [
    {
      severity: 'information',
      code: 'informational',
      details: {
        text: missing.length
          ? `Taken up. Still missing, by LOINC type: ${missing.join(', ')}.`
          : 'Taken up. Nothing that was asked for is missing.',
      },
    },
  ],
});

/** `$submit-attachment` (CDex): documents for a request that waits for them. */
export const attachPas: Handler = async (request, container) => {
  const message = readPasMessage(request.body);
  if (!message.ok) return refuseBounded(message.problems);
  const given = readAttachments(message.value);
  if (!given.ok) return refuseBounded(given.problems);
  const { ports } = container;
  const { client } = request.identity;
  const attaching = {
    tenant: await tenantOf(request, container),
    agent: agentOf(request),
    at: request.receivedAt,
    ...(client === undefined ? {} : { client }),
  };
  const done = await attachDocuments({ ...given.value, message: message.value }, attaching, ports);
  if (!done.ok) return refuse(done.problems);
  const patients = patientsIn(openContent(await storedContent(done.value, ports)));
  const about = `Prior authorization request ${done.value.id}`;
  const exchange = {
    type: 'initialDocToPayer',
    requesters: [],
    insurers: [],
    questionnaires: [],
    request: done.value,
  } as const;
  return { ...answer(outcomeOf(missingDocuments(done.value.items))), about, patients, exchange };
};
