/** A part of an answer as it came: nothing is taken for granted until it is read. */
export interface Element {
  readonly [name: string]: unknown;
}

export const elementOf = (value: unknown): Element =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Element) : {};

export const elementsOf = (value: unknown): readonly Element[] => (Array.isArray(value) ? value.map(elementOf) : []);

export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';

export const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** A property that is there, or no property: absent values are left out of every view. */
export const given = <Name extends string, Value>(
  name: Name,
  value: Value | undefined | '',
): { readonly [key in Name]?: Value } =>
  (value === undefined || value === '' ? {} : { [name]: value }) as { readonly [key in Name]?: Value };

/** The value of an element with a choice of types: `valueCode`, `valueDate` … */
export const chosenOf = (element: Element): unknown => {
  const name = Object.keys(element).find((key) => key.startsWith('value'));
  return name === undefined ? undefined : element[name];
};

const CODED = ['code', 'text', 'reference', 'value', 'display'];

/** As one text: a primitive, or what names a Coding, CodeableConcept, Reference or Identifier. */
export const wordOf = (element: Element | undefined): string => {
  if (!element) return '';
  const value = chosenOf(element);
  const parts = elementOf(value);
  return textOf(value) || (CODED.map((name) => textOf(parts[name])).find(Boolean) ?? '');
};

/** First code of a CodeableConcept. */
export const codeOf = (concept: unknown): string => textOf(elementsOf(elementOf(concept).coding)[0]?.code);

/** The id in `Type/id`. */
export const idOf = (reference: string): string => reference.slice(reference.lastIndexOf('/') + 1);
