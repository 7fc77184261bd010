import type { Submission } from '../../core/submission/submission.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import { preparedOf } from './prepared.ts';

export const EHR_DOCUMENTS = 'documents-from-ehr';
export const EHR_DOCUMENTS_LIST = 'EHRDOCUMENT';

/**
 * LOINC types the payer asks for that the tenant lets go out without a person, and that were neither looked for nor sent before: what
 * is asked for again is a person's. Only by FHIR: no document travels in a 278.
 */
export const documentsWanted = async (
  now: Submission,
  { submission: { byItself, documentsFromEhr = [] } = {} }: Tenant,
  ports: Pick<Ports, 'submissions'>,
): Promise<readonly string[]> => {
  const { standing, channel, content, documentsRead = [] } = now;
  // A content that was not sent is a person's, who is at work.
  if (!byItself || standing.state !== 'pended' || channel.kind !== 'fhir-pas' || standing.message.content !== content)
    return [];
  const asked = standing.needs.flatMap(({ kind, loinc }) =>
    kind === 'document' && loinc !== undefined ? [loinc] : [],
  );
  const allowed = [...new Set(asked)].filter((loinc) => documentsFromEhr.includes(loinc));
  if (!allowed.length) return [];
  const { given } = await preparedOf(now, content, ports);
  const had = [...documentsRead, ...(given.documents ?? [])].map(({ loinc }) => loinc);
  return allowed.filter((loinc) => !had.includes(loinc));
};

/** Has the documents read that a payer asks for. One wait for them has one name, so that a crash puts the same one again. */
export const putDocumentsRead = async (
  now: Submission,
  tenant: Tenant,
  ports: Pick<Ports, 'submissions' | 'outbox' | 'clock'>,
): Promise<void> => {
  const { standing, source, orderId, id } = now;
  if (!('since' in standing) || !(await documentsWanted(now, tenant, ports)).length) return;
  await ports.outbox.put(now.tenant, {
    id: `${EHR_DOCUMENTS}-${id}-${Date.parse(standing.since)}`,
    order: { source, orderId },
    headVersion: 0,
    determinationId: id,
    kind: EHR_DOCUMENTS,
    list: EHR_DOCUMENTS_LIST,
    createdAt: ports.clock.now(),
    attempts: 0,
    events: [],
  });
};
