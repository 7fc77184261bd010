import type { CodeableConcept } from 'fhir/r4';
import type { Codebook, OrderCode } from '../../../core/model/codebook.ts';
import type { Coded, LineNote } from '../../../core/model/message/inquiry.ts';
import { readBillingCoding } from './billing-code.ts';

/** What a service code can mean. */
export interface ReadCode {
  /** One billing code = decided, several = candidates, none = not stated. */
  readonly codes: readonly string[];
  readonly ordered: readonly Coded[];
  /** Modifiers written after a billing code. */
  readonly modifiers: readonly string[];
  readonly notes: readonly LineNote[];
  readonly orderCodes: readonly OrderCode[];
}

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

const codingsOf = (concepts: readonly CodeableConcept[]) => concepts.flatMap(({ coding }) => coding ?? []);

const billingOf = (concepts: readonly CodeableConcept[], codebook: Codebook) =>
  codingsOf(concepts).flatMap((coding) => readBillingCoding(coding, codebook) ?? []);

/** Each further set narrows the candidates; one without overlap disagrees. */
const settle = (opinions: readonly (readonly string[])[]): { codes: readonly string[]; disagree: boolean } => {
  const [first = [], ...rest] = opinions.filter((codes) => codes.length);
  const codes = rest.reduce((left, opinion) => left.filter((code) => opinion.includes(code)), first);
  return codes.length || !first.length
    ? { codes, disagree: false }
    : { codes: unique(opinions.flat()), disagree: true };
};

/** Two codes that cannot both be meant. */
export const CODES_DISAGREE: LineNote = {
  id: 'codes-disagree',
  says: 'The codes of this order mean different tests: ask which one is meant.',
};
const REVIEW: LineNote = {
  id: 'order-code-review',
  says: 'The ordered code does not tell the kind of stress test, or names a paced one: a reviewer must read the order.',
};
const NOT_IMPLIED: LineNote = {
  id: 'stress-not-implied',
  says: 'The ordered code does not say that stress is part of the study: say which test is meant.',
};

const NOT_UNDERSTOOD: LineNote = {
  id: 'code-not-understood',
  says: 'The billing code is not understood as written: correct it, then ask again.',
};

const notesOf = (
  isStated: boolean,
  disagree: boolean,
  isGarbled: boolean,
  orderCodes: readonly OrderCode[],
): readonly LineNote[] => {
  if (isGarbled) return [NOT_UNDERSTOOD];
  if (disagree) return [CODES_DISAGREE];
  if (isStated) return [];
  if (orderCodes.some(({ review }) => review)) return [REVIEW];
  const vague = orderCodes.length > 0 && orderCodes.every(({ stressNotImplied }) => stressNotImplied);
  return vague ? [NOT_IMPLIED] : [];
};

/**
 * Billing codes of the concept first, then the sender's candidates (billing-options), then what LOINC and SNOMED order
 * codes could become. Free text is not interpreted.
 */
export const readServiceCode = (
  concept: CodeableConcept | undefined,
  options: readonly CodeableConcept[],
  codebook: Codebook,
): ReadCode => {
  const codings = concept?.coding ?? [];
  const own = billingOf(concept ? [concept] : [], codebook);
  const billing = unique(own.map(({ code }) => code));
  const guesses = unique(billingOf(options, codebook).map(({ code }) => code));
  const orderCodes = codings.flatMap(({ system, code }) => (system && code && codebook.orderCode(system, code)) || []);
  const { codes, disagree } = settle([billing, guesses, ...orderCodes.map(({ candidates }) => candidates)]);
  return {
    codes,
    ordered: codings.flatMap(({ system, code }) => (code ? [{ ...(system ? { system } : {}), code }] : [])),
    modifiers: unique(own.flatMap(({ modifiers }) => modifiers)),
    notes: notesOf(
      billing.length + guesses.length > 0,
      disagree || billing.length > 1,
      own.some(({ garbled }) => garbled),
      orderCodes,
    ),
    orderCodes,
  };
};

/** Whether exercise or drug stress is planned, where the order says so in a code. */
export const plannedStressOf = (codes: readonly OrderCode[]): 'exercise' | 'drug' | undefined => {
  const [kind, other] = unique(codes.flatMap(({ plannedStress }) => plannedStress ?? []));
  return other ? undefined : kind;
};
