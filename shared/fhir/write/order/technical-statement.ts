import type { Extension, Reference } from 'fhir/r4';
import type { Canonicals } from '../../canonical.ts';
import { codePart, referencePart, textPart } from '../extension-part.ts';
import { checkCoverageInformation } from './check-coverage-information.ts';
import type { CrdVersion } from './crd-version.ts';

export interface TechnicalStatement {
  readonly coverage: Reference;
  readonly assertionId: string;
  readonly date: string;
  /** What could not be done, for a person to read. */
  readonly says: string;
}

const REASONS = 'http://hl7.org/fhir/us/davinci-crd/CodeSystem/temp';

/** We could not check: indeterminate where the release has that code, else conditional. */
export const writeTechnicalStatement = (
  { coverage, assertionId, date, says }: TechnicalStatement,
  version: CrdVersion,
  canonicals: Canonicals,
): Extension => {
  const isNew = version === '2.2';
  const word = isNew ? 'indeterminate' : 'conditional';
  const coding = isNew ? { coding: [{ system: REASONS, code: 'technical' }] } : {};
  const written: Extension = {
    url: canonicals.coverageInformation,
    extension: [
      ...referencePart('coverage', coverage),
      ...codePart('covered', word),
      ...codePart('pa-needed', word),
      ...codePart('info-needed', isNew ? undefined : 'OTH'),
      { url: 'reason', valueCodeableConcept: { ...coding, text: says } },
      { url: 'date', valueDate: date },
      ...textPart('coverage-assertion-id', assertionId),
    ],
  };
  const broken = checkCoverageInformation(written, version);
  if (broken.length) throw new Error(`A technical statement breaks ${broken.join(', ')}.`);
  return written;
};
