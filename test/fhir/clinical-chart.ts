import type { FhirResource } from 'fhir/r4';
import { loadCodebook } from '../../shared/codes/codebook.ts';
import { ATC, CPT, ICD10CM, LOINC, RXNORM, SNOMED } from '../../shared/codes/systems.ts';
import type { Facts } from '../../shared/core/model/facts.ts';
import { canonicalsOf } from '../../shared/fhir/canonical.ts';
import type { Chart } from '../../shared/fhir/read/clinical/chart.ts';
import { readClinicalFacts } from '../../shared/fhir/read/clinical/read-clinical-facts.ts';

/** Small charts for the tests of the clinical readers: one patient, one service date. */
export const SERVICE = '2026-05-12';
export const CANONICALS = canonicalsOf();
export const CODEBOOK = loadCodebook();
export const SYSTEMS = { icd: ICD10CM, snomed: SNOMED, loinc: LOINC, cpt: CPT, rxnorm: RXNORM, atc: ATC } as const;
export type SystemName = keyof typeof SYSTEMS;

const SUBJECT = { reference: 'Patient/p1' };
const OF_STATUS = 'http://terminology.hl7.org/CodeSystem/condition-clinical';

export const coded = (system: SystemName, ...codes: readonly string[]) => ({
  coding: codes.map((code) => ({ system: SYSTEMS[system], code })),
});
export const clinicalStatus = (code: string) => ({ coding: [{ system: OF_STATUS, code }] });

type More = Readonly<Record<string, unknown>>;
const make = (resourceType: string, more: More) => ({ resourceType, subject: SUBJECT, ...more }) as FhirResource;

/** An active problem. */
export const condition = (system: SystemName, code: string, more: More = {}) =>
  make('Condition', { clinicalStatus: clinicalStatus('active'), code: coded(system, code), ...more });
export const observation = (code: More, more: More = {}) =>
  make('Observation', { status: 'final', effectiveDateTime: '2026-05-01', code, ...more });
export const procedure = (system: SystemName, code: string, more: More = {}) =>
  make('Procedure', { status: 'completed', code: coded(system, code), ...more });
export const report = (system: SystemName, code: string, more: More = {}) =>
  make('DiagnosticReport', { status: 'final', code: coded(system, code), ...more });
export const medication = (system: SystemName, code: string, more: More = {}) =>
  make('MedicationStatement', { status: 'active', medicationCodeableConcept: coded(system, code), ...more });
export const other = (resourceType: string, more: More) => make(resourceType, more);

export const word = (code: string) => ({ valueCoding: { system: CANONICALS.factValues, code } });
/** A finished response; `items` by linkId, each one answer. */
export const response = (items: Readonly<Record<string, More>>, more: More = {}) =>
  make('QuestionnaireResponse', {
    status: 'completed',
    authored: '2026-05-10',
    questionnaire: CANONICALS.questionnaire,
    item: Object.entries(items).map(([linkId, answer]) => ({ linkId, answer: [answer] })),
    ...more,
  });

export interface Given {
  readonly complete?: readonly string[];
  readonly reasons?: Chart['reasons'];
  readonly serviceDate?: string;
}

/** Entries are named by type and id, else by their position: `Condition/0`. */
export const chartOf = (resources: readonly FhirResource[], { complete = [], reasons = [] }: Given = {}): Chart => ({
  entries: resources.map((resource, index) => ({
    resource,
    reference: `${resource.resourceType}/${resource.id ?? index}`,
  })),
  complete: new Set(complete),
  reasons,
});

export const read = (resources: readonly FhirResource[], given: Given = {}) =>
  readClinicalFacts(chartOf(resources, given), {
    codebook: CODEBOOK,
    canonicals: CANONICALS,
    serviceDate: given.serviceDate ?? SERVICE,
  });

export const reasonsOf = (system: SystemName, ...codes: readonly string[]): Chart['reasons'] =>
  codes.map((code) => ({ system: SYSTEMS[system], code, reference: 'ServiceRequest/o1' }));

/** Known values only, `null` for absent; unknown facts are left out. */
export const valuesOf = (facts: Facts): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(facts).flatMap(([name, fact]) =>
      fact.is === 'unknown' ? [] : [[name, fact.is === 'known' ? fact.value : null]],
    ),
  );

export const readValues = (resources: readonly FhirResource[], given: Given = {}) =>
  valuesOf(read(resources, given).facts);
