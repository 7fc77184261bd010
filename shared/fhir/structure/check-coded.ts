import type { CodeList } from './code-list.ts';
import { type Flaw, isJsonObject } from './flaw.ts';

const isIn = (codes: CodeList, coding: unknown) =>
  isJsonObject(coding) && typeof coding.code === 'string' && codes.hasCoding(coding.system, coding.code);

/**
 * A required binding on code, Coding or CodeableConcept. One coding of a concept from the set is enough; text alone
 * is not, but an extension (data-absent-reason) may replace it. A value of the wrong type is reported elsewhere.
 */
export const checkCoded = (type: string, value: unknown, codes: CodeList): Flaw | undefined => {
  const flaw = { code: 'value', says: `must be ${codes.allowed}` } as const;
  if (typeof value === 'string') return codes.hasCode(value) ? undefined : flaw;
  if (!isJsonObject(value) || value.extension !== undefined) return undefined;
  const codings: readonly unknown[] = type === 'Coding' ? [value] : Array.isArray(value.coding) ? value.coding : [];
  return codings.some((coding) => isIn(codes, coding)) ? undefined : flaw;
};
