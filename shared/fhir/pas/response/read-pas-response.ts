import type { ClaimResponse, Identifier } from 'fhir/r4';
import { compact } from '../../../core/model/compact.ts';
import type { GivenIdentifier } from '../../../core/model/message/submitted-request.ts';
import type { PayerResponse } from '../../../core/submission/payer-response.ts';
import { pasExtensions, stringIn } from '../extensions.ts';
import { memberNumbersIn } from '../read/parties.ts';
import { identifiersIn } from '../read/read-items.ts';
import { type OpenedResponse, openResponses } from './open-responses.ts';
import type { PasExpected } from './pas-expected.ts';
import { readItemResponses } from './read-item-responses.ts';
import { errorsOf, issuesIn } from './read-rejections.ts';
import { shortened } from './said-texts.ts';

const MOST_NOTES = 50;

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
const echoedTraces = (
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

const isOurs = (traces: readonly GivenIdentifier[], { trace, items }: PasExpected): boolean =>
  traces.some(({ value }) => value === trace.value || items.some((one) => one.value === value));

const memberIdOf = ({ response, find }: OpenedResponse): string | undefined => {
  const patient = find(response.patient);
  const told = patient?.resourceType === 'Patient' ? (patient.identifier ?? []) : [];
  const typed = told.filter(({ type }) => type !== undefined);
  const named = response.patient.identifier ? [response.patient.identifier] : [];
  return [...memberNumbersIn(typed), ...memberNumbersIn(told), ...memberNumbersIn(named)][0];
};

/** The payer's number of an open request. */
const referenceOf = ({ item = [], addItem = [] }: ClaimResponse): string | undefined =>
  [...item, ...addItem].flatMap((one) => stringIn(one, 'extension-administrationReferenceNumber') ?? [])[0];

const notesOf = ({ disposition, processNote = [], item = [], addItem = [] }: ClaimResponse): readonly string[] => {
  const told = new Set([...item, ...addItem].flatMap(({ noteNumber = [] }) => noteNumber));
  const free = processNote.filter(({ number }) => number === undefined || !told.has(number)).map(({ text }) => text);
  return [...(disposition ? [disposition] : []), ...free].map(shortened);
};

/** One response as it stands; whether it is ours, and what of it may be recorded, is for the use case. */
const readOne = (opened: OpenedResponse, expected: PasExpected, isOnly: boolean): PayerResponse => {
  const { response } = opened;
  const { items, unclear } = readItemResponses(opened, isOnly);
  const rejections = errorsOf(response);
  const reference = referenceOf(response);
  if (!items.length && (rejections.length || response.outcome === 'error')) {
    const [first = { code: 'unknown', followUp: 'correct' as const, says: response.disposition ?? 'Not taken up.' }] =
      rejections;
    return { is: 'rejected', rejections: [first, ...rejections.slice(1)] };
  }
  if (!items.length && response.outcome === 'queued') return compact({ is: 'acknowledged' as const, reference });
  return compact({
    is: 'answered' as const,
    traces: echoedTraces(opened, expected),
    reference,
    items,
    memberId: memberIdOf(opened),
    notes: [...unclear, ...rejections.map(({ says }) => says), ...notesOf(response)].slice(0, MOST_NOTES),
  });
};

const silent = (why: string): PayerResponse => ({ is: 'silent', why });

/** Answer to a request, an update, a cancellation, or a notice that tells one. */
export const readPasResponse = (value: unknown, expected: PasExpected): PayerResponse => {
  const { responses, outcomes, isFlawed } = openResponses(value);
  const [first, more] = responses;
  if (!first) return silent(isFlawed || outcomes.length === 0 ? 'unreadable' : 'no-answer');
  if (!more) return readOne(first, expected, true);
  const own = responses.filter((one) => isOurs(echoedTraces(one, expected), expected));
  return readOne(own[0] ?? first, expected, false);
};

const NOTHING: PayerResponse = {
  is: 'rejected',
  rejections: [{ code: 'not-found', followUp: 'resend', says: 'The payer has no such request on file.' }],
};

/**
 * Answer to an inquiry: of all that are told the newest one to our request. None of ours is "nothing on file" only where the
 * payer told everything and each answer names whose it is.
 */
export const readInquiryAnswer = (value: unknown, expected: PasExpected): PayerResponse => {
  const { responses, outcomes, isFlawed } = openResponses(value);
  const own = responses
    .filter((one) => isOurs(echoedTraces(one, expected), expected))
    .toSorted((a, b) => (a.response.created < b.response.created ? 1 : -1));
  const [only] = responses;
  const isNameless = only !== undefined && responses.length === 1 && tracesIn(only).length === 0;
  const first = own[0] ?? (isNameless ? only : undefined);
  const said = first && readOne(first, expected, responses.length === 1);
  // Not taken up: the request, or the question? It is not asked a second time before a person knows.
  if (said) return said.is === 'rejected' ? silent('refused') : said;
  const issues = outcomes.flatMap((one) => issuesIn(one, 'resend'));
  const isCut = outcomes.some(({ issue }) => issue.some(({ code }) => code === 'incomplete' || code === 'too-costly'));
  if (isFlawed || isCut || issues.length) return silent(isFlawed ? 'unreadable' : 'no-answer');
  return responses.some((one) => tracesIn(one).length === 0) ? silent('cannot-be-told-apart') : NOTHING;
};
