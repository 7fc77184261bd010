import type { Binary, DocumentReference } from 'fhir/r4';
import { PATIENT } from './ehr-harness.ts';

/** LOINC types a payer asks for: an office note and a resting ECG. */
export const NOTE = '11506-3';
export const ECG = '18824-3';

/** A PDF, as far as its beginning shows. */
export const pdf = (text: string): string => Buffer.from(`%PDF-1.4 ${text}`).toString('base64');

/** A signed document of the demo patient as an EHR holds it, its bytes in a Binary; `spoil` takes some of that away. */
export const chartDocument = (
  id: string,
  loinc: string,
  spoil: (document: DocumentReference) => void = () => undefined,
): readonly [DocumentReference, Binary] => {
  const document: DocumentReference = {
    resourceType: 'DocumentReference',
    id,
    status: 'current',
    docStatus: 'final',
    type: { coding: [{ system: 'http://loinc.org', code: loinc }] },
    subject: { reference: `Patient/${PATIENT}` },
    date: '2026-11-10T10:00:00Z',
    content: [{ attachment: { contentType: 'application/pdf', url: `Binary/${id}-bytes` } }],
  };
  spoil(document);
  return [document, { resourceType: 'Binary', id: `${id}-bytes`, contentType: 'application/pdf', data: pdf(id) }];
};
