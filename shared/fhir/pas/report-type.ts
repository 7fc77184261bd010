import type { CodeableConcept } from 'fhir/r4';
import { conceptOf } from './extensions.ts';
import { X12_REPORT_TYPE } from './names.ts';

/** X12 755 of a kind of document by its LOINC type: a physician's report, a diagnostic report; else data that supports the request. */
const REPORT_TYPE: Readonly<Record<string, string>> = {
  '11506-3': 'PY',
  '34117-2': 'PY',
  '18824-3': 'DG',
  '18748-4': 'DG',
  '18752-6': 'DG',
};
const SUPPORTS = '77';

export const reportTypeOf = (loinc: string): CodeableConcept =>
  conceptOf(X12_REPORT_TYPE, REPORT_TYPE[loinc] ?? SUPPORTS);
