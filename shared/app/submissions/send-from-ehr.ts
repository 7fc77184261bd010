import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import { LOINC_OF_DOCUMENT } from '../../core/authorization/review-documents.ts';
import { isWithdrawn } from '../../core/model/message/order-status.ts';
import type { PayerNeed } from '../../core/submission/payer-response.ts';
import type { RequestDocument } from '../../core/submission/request-content.ts';
import type { DocumentRead, Submission, SubmissionStanding } from '../../core/submission/submission.ts';
import { clockFor } from '../access/clock-for.ts';
import { patientOf } from '../keys/patient-key.ts';
import type { FoundDocument } from '../ports/ehr-reader.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import { changeSubmission, type SubmissionPorts } from './change-submission.ts';
import { documentsWanted } from './documents-wanted.ts';
import { onFileOf } from './on-file.ts';
import { type PreparePorts, stageContent, submissionOf } from './prepare-request.ts';
import { preparedOf } from './prepared.ts';

type FromEhrPorts = PreparePorts & SubmissionPorts & Pick<Ports, 'ehr' | 'documents'>;
type Pended = Extract<SubmissionStanding, { readonly state: 'pended' }>;

const SAYS: Readonly<Record<DocumentRead['is'], string>> = {
  found: 'In the chart',
  'not-in-chart': 'Not in the chart',
  'not-readable': 'Could not be read',
};

/** `In the chart: LOINC 11506-3. Not in the chart: LOINC 18824-3.` */
const listed = (read: readonly DocumentRead[]): string =>
  (['found', 'not-in-chart', 'not-readable'] as const)
    .flatMap((is) => {
      const codes = read.filter((one) => one.is === is).map(({ loinc }) => loinc);
      return codes.length ? [`${SAYS[is]}: LOINC ${codes.join(', ')}.`] : [];
    })
    .join(' ');

/** Everything the payer waits for is there; a question, a call, and a document without a type are a person's. */
const isAllFound = (needs: readonly PayerNeed[], read: readonly DocumentRead[]): boolean =>
  needs.every(
    ({ kind, loinc }) => kind === 'document' && read.some((one) => one.loinc === loinc && one.is === 'found'),
  );

const nameOf = (loinc: string): string =>
  Object.entries(LOINC_OF_DOCUMENT).find(([, type]) => type === loinc)?.[0] ?? loinc;

const documentsOf = (found: readonly FoundDocument[], { digest }: Pick<Ports, 'digest'>) =>
  found.flatMap((one) => {
    if (one.is !== 'found') return [];
    const { loinc, contentType, base64 } = one;
    const document: RequestDocument = {
      name: nameOf(loinc),
      loinc,
      state: 'attached',
      contentType,
      digest: digest.of(base64),
    };
    return [{ document, base64 }];
  });

interface About {
  readonly now: Submission;
  readonly standing: Pended;
  readonly record: AuthorizationRecord;
  readonly tenant: Tenant;
}

/** Puts the bytes where they are kept, then the content that names them: what was given before goes on going with it. */
const stageFound = async (
  { now, record, tenant }: About,
  found: readonly FoundDocument[],
  ports: FromEhrPorts,
): Promise<string> => {
  const { given } = await preparedOf(now, now.content, ports);
  const documents = documentsOf(found, ports);
  const keep = async () => {
    for (const { document, base64 } of documents) await ports.documents.put(tenant.id, document.digest ?? '', base64);
  };
  const added = { documents: [...documents.map(({ document }) => document), ...(given.documents ?? [])] };
  return (await stageContent({ record, payer: now.payer, before: now, added }, { tenant, keep }, ports)).name;
};

/** One write takes in what was found and hands it over, so that a crash leaves all of it or nothing. */
const take = async (
  about: About,
  found: readonly FoundDocument[],
  ports: FromEhrPorts,
): Promise<'sent' | 'left-to-a-person'> => {
  const { now, standing, tenant } = about;
  const read = found.map(({ loinc, is }): DocumentRead => ({ loinc, is }));
  const isWhole = isAllFound(standing.needs, read);
  const content = isWhole ? await stageFound(about, found, ports) : undefined;
  const says = isWhole
    ? `Update with documents read in the EHR handed over: LOINC ${read.map(({ loinc }) => loinc).join(', ')}.`
    : `Documents looked for in the EHR; the rest is added by a person. ${listed(read)}`;
  const command = {
    kind: 'take-documents',
    message: standing.message,
    needs: standing.needs,
    read,
    ...(content === undefined ? {} : { content }),
    says,
    at: clockFor(tenant, ports.clock).now(),
    by: 'by-itself',
  } as const;
  const { source, orderId, id } = now;
  await changeSubmission(tenant.id, { source, orderId }, id, () => command, ports);
  return isWhole ? 'sent' : 'left-to-a-person';
};

/**
 * Reads what a payer asks for in the EHR of the order, and sends it where everything is there; else the rest is left to a person.
 * @param isLast the EHR was tried as often as it is: what could not be read is a person's
 */
export const sendFromEhr = async (
  now: Submission,
  tenant: Tenant,
  ports: FromEhrPorts,
  isLast = false,
): Promise<'sent' | 'left-to-a-person' | 'nothing-to-do' | 'resting'> => {
  const { standing, source: sourceId, orderId } = now;
  const order = { source: sourceId, orderId };
  const { records } = await ports.authorizations.load(tenant.id, [order], []);
  const [record] = records;
  const source = tenant.sources.find(({ id }) => id === sourceId);
  const loincs = await documentsWanted(now, tenant, ports);
  if (standing.state !== 'pended' || !record || !source?.fhir || !loincs.length || isWithdrawn(record.orderStatus))
    return 'nothing-to-do';
  if ((await submissionOf(record, ports))?.id !== now.id) return 'nothing-to-do';
  const about = { now, standing, record, tenant };
  if (isLast)
    return take(
      about,
      loincs.map((loinc) => ({ loinc, is: 'not-readable' })),
      ports,
    );
  const { determination } = await onFileOf(record, now.payer, ports);
  const asked = {
    tenant: tenant.id,
    order,
    patient: patientOf(record),
    loincs,
    serviceDate: determination.serviceDate,
  };
  const had = await ports.ehr.documents(asked, { tenant, source });
  return had.is === 'resting' ? 'resting' : take(about, had.documents, ports);
};
