import type { ClaimSupportingInfo, DocumentReference, Extension, Reference } from 'fhir/r4';
import { LOINC } from '../../../codes/systems.ts';
import type { RequestContent, RequestCriterion, RequestDocument } from '../../../core/submission/request-content.ts';
import { conceptOf } from '../extensions.ts';
import { PAS_CODES, pasDefinition, X12_TRANSMISSION } from '../names.ts';
import { reportTypeOf } from '../report-type.ts';
import { infoChanged, isNewDocument } from './request-changes.ts';
import type { RequestEntries } from './request-entries.ts';

/** Bytes by digest, as base64. */
export type Attachments = ReadonlyMap<string, string>;

const ELECTRONIC = 'EL';
const DOCUMENT_CATEGORY = 'http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category';
const UNKNOWN_TYPE = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor', code: 'UNK' }] };

/** Sequences stay what they are over updates: words first, then each document by its place in the list. */
const FIRST_DOCUMENT = 101;
/** A free-form message of X12 has 264 characters; the guide sets no bound. */
const LONGEST_TEXT = 2_000;
const MOST_TEXTS = 50;

const RESULT = { met: 'Met', 'not-met': 'Not met', unknown: 'Not known' } as const;

const criterionText = ({ says, result, evidence }: RequestCriterion): string =>
  [`${RESULT[result]}: ${says}`, ...evidence].join(' | ');

/** Bytes of a document that goes along. */
const dataOf = ({ state, digest }: RequestDocument, attachments: Attachments): string | undefined =>
  state === 'attached' && digest !== undefined ? attachments.get(digest) : undefined;

const documentsText = (documents: readonly RequestDocument[], attachments: Attachments): readonly string[] => {
  const kept = documents.filter((one) => one.state !== 'missing' && dataOf(one, attachments) === undefined);
  return kept.length ? [`In the chart, sent on request: ${kept.map(({ name }) => name).join(', ')}`] : [];
};

const textsOf = ({ note, criteria, documents }: RequestContent, attachments: Attachments): readonly string[] =>
  [...(note ? [note] : []), ...criteria.map(criterionText), ...documentsText(documents, attachments)]
    .slice(0, MOST_TEXTS)
    .map((one) => one.slice(0, LONGEST_TEXT));

const information = (category: string) => conceptOf(PAS_CODES, category);

const documentInformation = ({ name, loinc = '' }: RequestDocument): Extension => ({
  url: pasDefinition('extension-documentInformation'),
  extension: [
    {
      url: 'reportTypeCode',
      valueCodeableConcept: reportTypeOf(loinc),
    },
    { url: 'transmissionMethod', valueCodeableConcept: conceptOf(X12_TRANSMISSION, ELECTRONIC) },
    { url: 'description', valueString: name },
  ],
});

/** The same bytes may be two documents, each of a type of its own: one scan that is note and tracing. */
const entryOf = ({ digest = '', loinc, name }: RequestDocument, all: readonly RequestDocument[]): string => {
  const first = all.find((one) => one.digest === digest);
  const isAlike = first?.loinc === loinc && first?.name === name;
  return isAlike ? `Document ${digest}` : `Document ${digest} ${loinc ?? ''} ${name}`;
};

const addDocument = (
  entry: string,
  { name, loinc, digest = '', contentType = 'application/octet-stream' }: RequestDocument,
  data: string,
  { patient, at, profile }: { readonly patient: Reference; readonly at: string; readonly profile: string | undefined },
  entries: RequestEntries,
): Reference =>
  entries.add<DocumentReference>(entry, profile, {
    resourceType: 'DocumentReference',
    identifier: [{ system: 'urn:ietf:rfc:3986', value: `urn:sha256:${digest}` }],
    status: 'current',
    type: { ...(loinc ? conceptOf(LOINC, loinc) : UNKNOWN_TYPE), text: name },
    category: [conceptOf(DOCUMENT_CATEGORY, 'clinical-note')],
    subject: patient,
    date: at,
    content: [{ attachment: { contentType, data, title: name } }],
  });

interface InformationContext {
  readonly content: RequestContent;
  readonly previous: RequestContent | undefined;
  readonly patient: Reference;
  readonly at: string;
  readonly attachments: Attachments;
  readonly version: '2.2.1' | '2.0.1';
}

/** What speaks for the request: words, and the documents whose bytes are at hand. */
export const writeSupportingInfo = (
  { content, previous, patient, at, attachments, version }: InformationContext,
  entries: RequestEntries,
): readonly ClaimSupportingInfo[] => {
  const texts = textsOf(content, attachments).map(
    (valueString, index): ClaimSupportingInfo => ({
      sequence: index + 1,
      category: information('freeFormMessage'),
      valueString,
    }),
  );
  const profile = version === '2.2.1' ? 'profile-documentreference' : undefined;
  const documents = content.documents.flatMap((document, index): readonly ClaimSupportingInfo[] => {
    const data = dataOf(document, attachments);
    if (data === undefined) return [];
    const marks = isNewDocument(document, previous) ? [infoChanged('added')] : [];
    return [
      {
        extension: [documentInformation(document), ...marks],
        sequence: FIRST_DOCUMENT + index,
        category: information('additionalInformation'),
        valueReference: addDocument(
          entryOf(document, content.documents),
          document,
          data,
          { patient, at, profile },
          entries,
        ),
      },
    ];
  });
  return [...texts, ...documents];
};
