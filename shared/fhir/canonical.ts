import { DEFAULT_CANONICAL_BASE } from '../codes/systems.ts';

/** URLs of our own definitions under one canonical base. */
export interface Canonicals {
  readonly base: string;
  readonly determination: string;
  readonly recordDecision: string;
  readonly questionnaire: string;
  readonly factValues: string;
  readonly payerSystem: string;
  readonly localitySystem: string;
  readonly answerSystem: string;
  readonly ruleset: string;
  readonly coverageInformation: string;
}

export const canonicalsOf = (base: string = DEFAULT_CANONICAL_BASE): Canonicals => ({
  base,
  determination: `${base}/StructureDefinition/determination`,
  recordDecision: `${base}/OperationDefinition/record-decision`,
  questionnaire: `${base}/Questionnaire/stress-test-clinical`,
  factValues: `${base}/CodeSystem/fact-values`,
  payerSystem: `${base}/NamingSystem/payer`,
  localitySystem: `${base}/NamingSystem/medicare-locality`,
  answerSystem: `${base}/NamingSystem/answer`,
  ruleset: `${base}/Library`,
  coverageInformation: 'http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-coverage-information',
});
