import type { Coding, Extension, Reference } from 'fhir/r4';

/** Nested extensions; `[]` for a missing value, so parts can be listed and flattened. */
type Parts = readonly Extension[];

/** R4 forbids empty strings and leading or trailing white space. */
const said = (text: string | undefined): string | undefined => text?.trim() || undefined;

export const codePart = (url: string, value: string | undefined): Parts => (value ? [{ url, valueCode: value }] : []);

export const textPart = (url: string, value: string | undefined): Parts => {
  const valueString = said(value);
  return valueString ? [{ url, valueString }] : [];
};

export const textParts = (url: string, values: readonly string[]): Parts =>
  values.flatMap((value) => textPart(url, value));

export const canonicalPart = (url: string, value: string | undefined): Parts =>
  value ? [{ url, valueCanonical: value }] : [];

export const countPart = (url: string, value: number): Parts => [{ url, valuePositiveInt: value }];

export const datePart = (url: string, value: string): Parts => [{ url, valueDateTime: value }];

export const dayPart = (url: string, value: string | undefined): Parts => (value ? [{ url, valueDate: value }] : []);

export const referencePart = (url: string, value: Reference): Parts => [{ url, valueReference: value }];

export const codingPart = (url: string, value: Coding): Parts => [{ url, valueCoding: value }];

export const yearPart = (url: string, value: number): Parts => [{ url, valueInteger: value }];

export const dollarsPart = (url: string, value: number): Parts => [{ url, valueMoney: { value, currency: 'USD' } }];

export const groupPart = (url: string, ...parts: readonly Parts[]): Parts => [{ url, extension: parts.flat() }];
