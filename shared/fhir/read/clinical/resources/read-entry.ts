import type { FhirResource } from 'fhir/r4';
import { readQuestionnaireAnswers } from '../answers/read-answers.ts';
import type { Chart } from '../chart.ts';
import type { ClinicalContext, ClinicalFinding } from '../finding.ts';
import { readCondition } from './read-condition.ts';
import { readEncounter } from './read-encounter.ts';
import { readImaging } from './read-imaging.ts';
import { readMedicationRequest, readMedicationStatement } from './read-medication.ts';
import { readObservation } from './read-observation.ts';
import { readProcedure } from './read-procedure.ts';
import { readReport } from './read-report.ts';

type ReadContext = ClinicalContext & { readonly chart: Chart };

/** What one chart entry says about the facts; other resource types say nothing. */
export const readEntry = (
  resource: FhirResource,
  reference: string,
  context: ReadContext,
): readonly ClinicalFinding[] => {
  switch (resource.resourceType) {
    case 'QuestionnaireResponse':
      return readQuestionnaireAnswers(resource, reference, context);
    case 'Condition':
      return readCondition(resource, reference, context);
    case 'Observation':
      return readObservation(resource, reference, context);
    case 'Procedure':
      return readProcedure(resource, reference, context);
    case 'DiagnosticReport':
      return readReport(resource, reference, context);
    case 'ImagingStudy':
      return readImaging(resource, reference, context);
    case 'MedicationStatement':
      return readMedicationStatement(resource, reference, context);
    case 'MedicationRequest':
      return readMedicationRequest(resource, reference, context);
    case 'Encounter':
      return readEncounter(resource, reference, context);
    default:
      return [];
  }
};
