import type { Attachment, DocumentReference } from 'fhir/r4';
import { LOINC } from '../../codes/systems.ts';
import { kindOfType } from '../read/clinical/document-kind.ts';
import { documentDate, isFreshEnough, isUsableDocument } from '../read/clinical/resources/read-documents.ts';
import { isAfter } from '../read/clinical/when.ts';
import type { ChartReach } from './chart-needs.ts';
import { isTheirs } from './theirs.ts';

/** A document a payer asks for by its type. */
export interface SoughtDocument {
  readonly loinc: string;
  /** Id of the patient on the server. */
  readonly patient: string;
  /** YYYY-MM-DD. */
  readonly serviceDate: string;
}

/** Signed: without a person nothing goes out that does not say so. */
const isFinal = (document: DocumentReference): boolean =>
  isUsableDocument(document) && (document.docStatus === 'final' || document.docStatus === 'amended');

const isOfType = ({ type }: DocumentReference, loinc: string): boolean =>
  type?.coding?.some(({ system, code }) => system === LOINC && code === loinc) ?? false;

/** Dated, before the end of the service date, and no older than one that counts as on file. */
const isCurrent = (document: DocumentReference, { loinc, serviceDate }: SoughtDocument): boolean => {
  const kind = kindOfType(loinc);
  const date = documentDate(document);
  return (
    kind !== undefined && date !== undefined && !isAfter(date, serviceDate) && isFreshEnough(kind, date, serviceDate)
  );
};

/** Newest first; of one day the one that was made last. */
const byAge = (a: DocumentReference, b: DocumentReference): number =>
  (documentDate(b) ?? '').localeCompare(documentDate(a) ?? '') ||
  (Date.parse(b.date ?? '') || 0) - (Date.parse(a.date ?? '') || 0);

/** The newest document of a type that may be sent for a patient's service; resources are as a server sent them, not validated. */
export const newestDocument = (
  resources: readonly unknown[],
  sought: SoughtDocument,
  reach: ChartReach,
): DocumentReference | undefined =>
  resources
    .flatMap((one) =>
      isTheirs(one, sought.patient, reach) && one.resourceType === 'DocumentReference' && one.subject?.reference
        ? [one]
        : [],
    )
    .filter((one) => isOfType(one, sought.loinc) && isFinal(one) && isCurrent(one, sought))
    .toSorted(byAge)[0];

/** Media types a payer is sent, with how such a file begins in base64; text begins with anything. */
const MEDIA_TYPES: ReadonlyMap<string, readonly string[]> = new Map([
  ['application/pdf', ['JVBERi']],
  ['image/jpeg', ['/9j/']],
  ['image/png', ['iVBORw']],
  ['image/tiff', ['SUkq', 'TU0A']],
  ['text/plain', ['']],
  ['application/xml', ['']],
  ['text/xml', ['']],
]);

/** Without parameters. */
export const mediaTypeOf = (contentType: string | undefined): string =>
  (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';

/** The form of a document that can be sent, of those it has. */
export const sendableForm = ({ content }: DocumentReference): Attachment | undefined =>
  content
    .map(({ attachment }) => attachment)
    .find(({ contentType, data, url }) => MEDIA_TYPES.has(mediaTypeOf(contentType)) && (data ?? url) !== undefined);

/** Base64 of bytes that are what their media type says, as far as that shows, without white space. */
export const checkedBytes = (data: unknown, mediaType: string): string | undefined => {
  const base64 = typeof data === 'string' ? data.replace(/\s/g, '') : '';
  const begins = MEDIA_TYPES.get(mediaType) ?? [];
  const isWhole = base64 !== '' && Buffer.from(base64, 'base64').toString('base64') === base64;
  return isWhole && begins.some((text) => base64.startsWith(text)) ? base64 : undefined;
};
