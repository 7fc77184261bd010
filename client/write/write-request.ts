import type { RequestAdditions } from '../model/request.ts';

/** What a person adds, as Parameters. */
export const writeAdditions = ({ expedited, documents = [], ...texts }: RequestAdditions): string => {
  const parameter = [
    ...Object.entries(texts).flatMap(([name, valueString]) => (valueString ? [{ name, valueString }] : [])),
    ...(expedited === undefined ? [] : [{ name: 'expedited', valueBoolean: expedited }]),
    ...documents.map((valueAttachment) => ({ name: 'document', valueAttachment })),
  ];
  // FHIR has no empty lists.
  return JSON.stringify({ resourceType: 'Parameters', ...(parameter.length ? { parameter } : {}) });
};
