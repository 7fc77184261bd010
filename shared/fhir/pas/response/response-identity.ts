import type { ClaimResponse, Identifier, Patient } from 'fhir/r4';
import { compact } from '../../../core/model/compact.ts';
import type { GivenIdentifier } from '../../../core/model/message/submitted-request.ts';
import type { ToldPerson } from '../../../core/submission/payer-response.ts';
import { pasExtensions } from '../extensions.ts';
import { memberNumbersIn } from '../read/parties.ts';
import { identifiersIn } from '../read/read-items.ts';
import type { OpenedResponse } from './open-responses.ts';
import type { PasExpected } from './pas-expected.ts';
import { dayOf } from './said-texts.ts';

/** To which request a response is, and about whom. */

/** Identifiers of the Claims it is to, as far as it shows them. */
const claimIdentifiersOf = ({ response, find }: OpenedResponse): readonly Identifier[] => {
  const claim = find(response.request);
  return [
    ...(claim?.resourceType === 'Claim' ? (claim.identifier ?? []) : []),
    ...(response.request?.identifier ? [response.request.identifier] : []),
    ...(response.identifier ?? []),
  ];
};

const itemTraces = ({ item = [], addItem = [] }: ClaimResponse): readonly GivenIdentifier[] =>
  identifiersIn(
    [...item, ...addItem].flatMap((one) =>
      pasExtensions(one, 'extension-itemTraceNumber').map(({ valueIdentifier }) => valueIdentifier),
    ),
  );

/** Every number a response may be found by. */
export const tracesIn = (opened: OpenedResponse): readonly GivenIdentifier[] => [
  ...identifiersIn(claimIdentifiersOf(opened)),
  ...itemTraces(opened.response),
];

/**
 * Trace numbers it echoes. An identifier by another assigner than ours is the payer's own and no trace; our Claim's identifier
 * stands for the trace number of the request.
 */
export const echoedTraces = (
  opened: OpenedResponse,
  { system, messages, trace, items }: PasExpected,
): readonly GivenIdentifier[] => {
  const ours = new Set([...messages, trace.value]);
  const claims = identifiersIn(claimIdentifiersOf(opened)).filter(
    (one) => ours.has(one.value) || (one.system ?? system) === system,
  );
  const known = new Set(items.map(({ value }) => value));
  const own = claims.map((one) => (ours.has(one.value) ? trace : one));
  const all = [...own, ...itemTraces(opened.response)];
  const different = new Map(all.map((one) => [JSON.stringify([one.system, one.value]), one]));
  // Ours first: a payer may add numbers of its own.
  return [...different.values()].toSorted(
    (a, b) => Number(b === trace || known.has(b.value)) - Number(a === trace || known.has(a.value)),
  );
};

/** One of the traces it echoes is ours. */
export const answersRequest = (traces: readonly GivenIdentifier[], { trace, items }: PasExpected): boolean =>
  traces.some(({ value }) => value === trace.value || items.some((one) => one.value === value));

const patientOf = ({ response, find }: OpenedResponse): Patient | undefined => {
  const patient = find(response.patient);
  return patient?.resourceType === 'Patient' ? patient : undefined;
};

/** The patient as far as it names them. */
export const toldPersonIn = (opened: OpenedResponse): ToldPerson | undefined => {
  const { name: [name] = [], birthDate } = patientOf(opened) ?? {};
  const person = compact({ family: name?.family, given: name?.given?.[0], birthDate: dayOf(birthDate) });
  return Object.keys(person).length ? person : undefined;
};

/** Member number, a typed one first. */
export const memberIdOf = (opened: OpenedResponse): string | undefined => {
  const { response } = opened;
  const told = patientOf(opened)?.identifier ?? [];
  const typed = told.filter(({ type }) => type !== undefined);
  const named = response.patient.identifier ? [response.patient.identifier] : [];
  return [...memberNumbersIn(typed), ...memberNumbersIn(told), ...memberNumbersIn(named)][0];
};
