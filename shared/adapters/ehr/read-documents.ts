import type { Bundle, DocumentReference } from 'fhir/r4';
import type { DocumentsAsked, DocumentsRead, FoundDocument } from '../../app/ports/ehr-reader.ts';
import { LOINC } from '../../codes/systems.ts';
import { isObject } from '../../core/model/is-object.ts';
import { uriPart } from '../../core/model/uri-part.ts';
import { MOST_ATTACHED } from '../../core/submission/request-content.ts';
import {
  checkedBytes,
  mediaTypeOf,
  newestDocument,
  type SoughtDocument,
  sendableForm,
} from '../../fhir/chart/document-sought.ts';
import { localReference } from '../../fhir/chart/resource-name.ts';
import type { FhirCall, FhirServers } from '../outbound/fhir-servers.ts';
import { ServerFailure } from '../outbound/server-failure.ts';
import { tenantReach } from './chart-gaps.ts';
import { readPages } from './read-pages.ts';

/** Types of one request: each is a search of five pages at most and a read. */
const MOST_TYPES = 10;
/** A page may hold the bytes of its documents. */
const PAGE = 20;

type Found = FoundDocument & { readonly is: 'found' };
type Outcome = FoundDocument['is'];

/** What will be the same the next time. */
const LASTING: readonly ServerFailure['kind'][] = ['refused', 'not-allowed', 'unreadable'];

const isNotice = ({ resource, search }: NonNullable<Bundle['entry']>[number]): boolean =>
  search?.mode === 'outcome' || resource?.resourceType === 'OperationOutcome';

/** Something was left out, so that neither the newest nor the absence of all is known. */
const isPartial = ({ entry = [], link = [] }: Bundle): boolean =>
  link.some(({ relation }) => relation === 'next') || entry.some(isNotice);

/** Reads documents of one patient, at most as many bytes as one message may carry. */
const openReads = (servers: FhirServers, call: FhirCall) => {
  const { base } = call.server;
  const reach = tenantReach(base);

  const search = ({ patient, loinc }: SoughtDocument): Promise<Bundle> => {
    const type = uriPart(`${LOINC}|${loinc}`);
    const query = `DocumentReference?patient=${uriPart(patient)}&type=${type}&status=current&_sort=-date&_count=${PAGE}`;
    return servers.call(call, (client) => readPages(client, query, () => undefined));
  };

  /** The bytes in the document, or of a Binary of the same server. */
  const dataOf = async ({ data, url, contentType }: NonNullable<ReturnType<typeof sendableForm>>): Promise<unknown> => {
    if (data !== undefined) return data;
    const local = localReference(url, base);
    if (!local?.startsWith('Binary/')) return undefined;
    const binary: unknown = await servers.call(call, (client) => client.request(local));
    const isIt = isObject(binary) && binary.resourceType === 'Binary' && typeof binary.contentType === 'string';
    return isIt && mediaTypeOf(String(binary.contentType)) === mediaTypeOf(contentType) ? binary.data : undefined;
  };

  const bytes = async (document: DocumentReference, left: number): Promise<Omit<Found, 'loinc'> | undefined> => {
    const form = sendableForm(document);
    if (!form || (form.size ?? 0) > left * 0.75) return undefined;
    const contentType = mediaTypeOf(form.contentType);
    const base64 = checkedBytes(await dataOf(form), contentType);
    return base64 !== undefined && base64.length <= left ? { is: 'found', base64, contentType } : undefined;
  };

  const read = async (
    sought: SoughtDocument,
    left: number,
  ): Promise<Omit<Found, 'loinc'> | { readonly is: Exclude<Outcome, 'found'> }> => {
    const page = await search(sought);
    if (isPartial(page)) return { is: 'not-readable' };
    const newest = newestDocument(
      (page.entry ?? []).map(({ resource }) => resource),
      sought,
      reach,
    );
    return newest ? ((await bytes(newest, left)) ?? { is: 'not-readable' }) : { is: 'not-in-chart' };
  };

  return async (sought: SoughtDocument, left: number): Promise<FoundDocument> => {
    const { loinc } = sought;
    try {
      return { loinc, ...(await read(sought, left)) };
    } catch (error) {
      if (!(error instanceof ServerFailure) || !LASTING.includes(error.kind)) throw error;
      return { loinc, is: 'not-readable' };
    }
  };
};

/** The newest usable document of each type. @throws ServerFailure where the server is in trouble */
export const readEhrDocuments = async (
  servers: FhirServers,
  call: FhirCall,
  { patient, loincs, serviceDate }: DocumentsAsked,
): Promise<DocumentsRead> => {
  const [type, id] = localReference(patient, call.server.base)?.split('/') ?? [];
  const documents: FoundDocument[] = [];
  const read = openReads(servers, call);
  let left = MOST_ATTACHED;
  for (const [at, loinc] of loincs.entries()) {
    const isAsked = type === 'Patient' && id !== undefined && at < MOST_TYPES;
    const found: FoundDocument = isAsked
      ? await read({ loinc, patient: id, serviceDate }, left)
      : { loinc, is: 'not-readable' };
    if (found.is === 'found') left -= found.base64.length;
    documents.push(found);
  }
  return { is: 'read', documents };
};
