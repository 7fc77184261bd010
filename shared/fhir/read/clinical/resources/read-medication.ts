import type { CodeableConcept, Medication, MedicationRequest, MedicationStatement } from 'fhir/r4';
import type { Chart } from '../chart.ts';
import type { ClinicalContext, ClinicalFinding, Read } from '../finding.ts';
import { codingsOf, meaningOf, readMeaning } from '../read-code-meaning.ts';
import { dateOf, isAfter } from '../when.ts';

type Taken = MedicationStatement | MedicationRequest;

const isMedication = (resource: { readonly resourceType: string } | undefined): resource is Medication =>
  resource?.resourceType === 'Medication';

const medicationOf = ({ medicationReference, contained = [] }: Taken, { entries }: Chart): Medication | undefined => {
  const address = medicationReference?.reference;
  if (!address) return undefined;
  const resource = address.startsWith('#')
    ? contained.find(({ id }) => `#${id}` === address)
    : entries.find(({ reference }) => reference === address || reference.endsWith(`/${address}`))?.resource;
  return isMedication(resource) ? resource : undefined;
};

/** The drug and its ingredients. */
const conceptsOf = (taken: Taken, chart: Chart): readonly (CodeableConcept | undefined)[] => {
  const medication = medicationOf(taken, chart);
  const ingredients = (medication?.ingredient ?? []).map(({ itemCodeableConcept }) => itemCodeableConcept);
  return [taken.medicationCodeableConcept, medication?.code, ...ingredients];
};

const read = (taken: Taken, reference: string, context: ClinicalContext & { readonly chart: Chart }) =>
  conceptsOf(taken, context.chart)
    .flatMap(codingsOf)
    .flatMap((coding): readonly ClinicalFinding[] =>
      readMeaning(meaningOf(coding, context.codebook), { reference, rank: 'diagnosis' }, context),
    );

/** A drug taken on the service date, as far as the statement says. */
export const readMedicationStatement: Read<'MedicationStatement'> = (statement, reference, context) => {
  const { status, effectiveDateTime, effectivePeriod } = statement;
  const { serviceDate } = context;
  const end = dateOf(effectivePeriod?.end);
  const ended = end !== undefined && !isAfter(end, serviceDate) && end !== serviceDate;
  const begins = dateOf(effectiveDateTime ?? effectivePeriod?.start);
  return status === 'active' && !ended && !isAfter(begins, serviceDate) ? read(statement, reference, context) : [];
};

export const readMedicationRequest: Read<'MedicationRequest'> = (request, reference, context) => {
  const { status, intent, doNotPerform, authoredOn } = request;
  const isPrescribed = status === 'active' && intent !== 'proposal' && intent !== 'plan' && !doNotPerform;
  return isPrescribed && !isAfter(dateOf(authoredOn), context.serviceDate) ? read(request, reference, context) : [];
};
