import type { Claim, DocumentReference, FhirResource } from 'fhir/r4';
import { absent, type Fact, known } from '../../../../core/model/facts.ts';
import type { Chart } from '../chart.ts';
import { type DocumentKind, documentKindOf } from '../document-kind.ts';
import type { ClinicalContext } from '../finding.ts';
import { dateOf, FINDING_DAYS, isTooLate, isWithin } from '../when.ts';
import { isFinalReport, reportedOn } from './read-report.ts';

interface OnFile {
  readonly kind: DocumentKind;
  readonly reference: string;
}

/** Our choice: an office note counts for 60 days, a resting ECG for a year; the others do not expire. */
const DAYS: Readonly<Partial<Record<DocumentKind, number>>> = { 'office-note': 60, 'resting-ecg': FINDING_DAYS };

/** An undated document counts as filed only where its age does not matter. */
export const isFreshEnough = (kind: DocumentKind, date: string | undefined, serviceDate: string): boolean => {
  const days = DAYS[kind];
  if (days !== undefined) return date !== undefined && isWithin(date, days, serviceDate) === 'yes';
  return kind !== 'prior-reports' || !isTooLate('priorIschemiaTest', { date }, serviceDate);
};

/** When it was written: the end of what it is about, else when it was made. */
export const documentDate = ({ context, date }: DocumentReference) =>
  dateOf(context?.period?.end ?? context?.period?.start ?? date);

export const isUsableDocument = ({ status, docStatus }: DocumentReference): boolean =>
  status === 'current' && docStatus !== 'preliminary' && docStatus !== 'entered-in-error';

/** A claim attachment counts with any date, if it has content. */
const attachedTo = ({ supportingInfo = [] }: Claim, reference: string, context: ClinicalContext): readonly OnFile[] =>
  supportingInfo
    .filter(({ valueAttachment, valueReference }) => valueAttachment ?? valueReference)
    .flatMap(({ code, category }) => {
      const kind = documentKindOf([code, category], context);
      return kind ? [{ kind, reference }] : [];
    });

const documentsIn = (resource: FhirResource, reference: string, context: ClinicalContext): readonly OnFile[] => {
  const { serviceDate } = context;
  if (resource.resourceType === 'Claim') return attachedTo(resource, reference, context);
  if (resource.resourceType === 'DocumentReference') {
    const kind = isUsableDocument(resource) ? documentKindOf([resource.type], context) : undefined;
    return kind && isFreshEnough(kind, documentDate(resource), serviceDate) ? [{ kind, reference }] : [];
  }
  if (resource.resourceType === 'DiagnosticReport') {
    const kind = isFinalReport(resource) ? documentKindOf([resource.code], context) : undefined;
    return kind && isFreshEnough(kind, reportedOn(resource), serviceDate) ? [{ kind, reference }] : [];
  }
  return [];
};

/** Kinds of documents the message shows to exist, in the codes of `document-kind`. */
export const readDocuments = (chart: Chart, context: ClinicalContext): Fact<readonly string[]> | undefined => {
  const found = chart.entries.flatMap(({ resource, reference }) => documentsIn(resource, reference, context));
  if (found.length) {
    const kinds = new Set(found.map(({ kind }) => kind));
    const from = new Set(found.map(({ reference }) => reference).filter(Boolean));
    return known([...kinds].sort(), ...[...from].sort());
  }
  return chart.complete.has('DocumentReference') && chart.complete.has('DiagnosticReport') ? absent : undefined;
};
