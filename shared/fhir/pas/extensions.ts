import type { CodeableConcept, Extension } from 'fhir/r4';
import { pasDefinition } from './names.ts';

interface Extended {
  readonly extension?: readonly Extension[] | undefined;
}

/** Every extension of the guide with this name on an element. */
export const pasExtensions = ({ extension = [] }: Extended, name: string): readonly Extension[] =>
  extension.filter(({ url }) => url === pasDefinition(name));

export const stringIn = (element: Extended, name: string): string | undefined =>
  pasExtensions(element, name)[0]?.valueString;

/** First code of a coded extension. */
export const codeIn = (element: Extended, name: string): string | undefined => {
  const [first] = pasExtensions(element, name);
  return first?.valueCode ?? first?.valueCodeableConcept?.coding?.find(({ code }) => code)?.code;
};

export const conceptOf = (system: string, code: string): CodeableConcept => ({ coding: [{ system, code }] });
