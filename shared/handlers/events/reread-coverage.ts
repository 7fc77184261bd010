import type { RereadCoverage } from '../../app/authorization/recheck-coverage.ts';
import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import { isObject } from '../../core/model/is-object.ts';
import type { Inquiry } from '../../core/model/message/inquiry.ts';
import { parseJson } from '../../fhir/structure/parse-json.ts';
import type { Container } from '../container.ts';
import { readParsedInquiry } from '../read-inquiry.ts';

const FHIR_ID = /^[A-Za-z0-9\-.]{1,64}$/;
/** Key of a patient that nothing names. */
const DIGEST = /^[0-9a-f]{40}$/;

/** The patient's address on the EHR's server; none where only an identifier is known. */
const patientOf = ({ patient, patientId }: AuthorizationRecord): string | undefined => {
  if (/^(https?:\/\/.*\/)?Patient\//.test(patient)) return patient;
  return patientId && FHIR_ID.test(patientId) && !DIGEST.test(patientId) ? `Patient/${patientId}` : undefined;
};

const ON_SERVER = /^(https?:\/\/.*\/)?Coverage\//;

/** Just enough of the order for its coverages to be found: what else it referenced may be gone. */
const orderOf = (content: string | undefined, subject: string, { coverages }: Inquiry): object => {
  const parsed = parseJson(content ?? '{}');
  const { code, insurance } = parsed.ok && isObject(parsed.value) ? parsed.value : {};
  const named: readonly unknown[] = Array.isArray(insurance) ? insurance : [];
  const answered = coverages.filter(({ focal }) => focal).map(({ reference }) => ({ reference }));
  const onServer = (some: readonly unknown[]) =>
    some.filter((one) => isObject(one) && ON_SERVER.test(String(one.reference)));
  const kept = onServer(named).length ? onServer(named) : onServer(answered);
  return {
    resourceType: 'ServiceRequest',
    status: 'active',
    intent: 'order',
    ...(isObject(code) ? { code } : {}),
    subject: { reference: subject },
    ...(kept.length ? { insurance: kept } : {}),
  };
};

/** Reads the coverages of an order's patient from the EHR its source is registered with. */
export const rereadCoverage =
  (container: Container): RereadCoverage =>
  async (record, inquiry, tenant) => {
    const { ehr, authorizations, clock } = container.ports;
    const source = tenant.sources.find(({ id }) => id === record.source);
    const subject = patientOf(record);
    if (!source?.fhir || !subject) return 'no-server';
    const content = await authorizations.content(tenant.id, record, record.orderDigest);
    const { message, unread } = await ehr.fillCoverage(orderOf(content, subject, inquiry), { tenant, source });
    if (unread.some((type) => type === 'Coverage' || type === 'Organization' || type === 'Patient'))
      return 'unreachable';
    const read = readParsedInquiry(message, 'event', clock.now(), tenant.timeZone, container);
    if (!read.ok) return 'unreachable';
    const { coverages, echo } = read.value;
    return { coverages, echo: { ...Object(inquiry.echo), coverages: Object(echo).coverages } };
  };
