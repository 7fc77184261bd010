import type { ClaimResponse } from 'fhir/r4';
import { compact } from '../../../core/model/compact.ts';
import {
  type ItemResponse,
  letsGoAhead,
  type PayerResponse,
  type VoidReason,
} from '../../../core/submission/payer-response.ts';
import { stringIn } from '../extensions.ts';
import { type OpenedResponse, openResponses } from './open-responses.ts';
import type { PasExpected } from './pas-expected.ts';
import { readItemResponses } from './read-item-responses.ts';
import { errorsOf, issuesIn } from './read-rejections.ts';
import { answersRequest, echoedTraces, memberIdOf, toldPersonIn, tracesIn } from './response-identity.ts';
import { shortened } from './said-texts.ts';

const MOST_NOTES = 50;

const silent = (why: string): PayerResponse => ({ is: 'silent', why });

/** The payer's number of an open request. */
const referenceOf = ({ item = [], addItem = [] }: ClaimResponse): string | undefined =>
  [...item, ...addItem].flatMap((one) => stringIn(one, 'extension-administrationReferenceNumber') ?? [])[0];

const notesOf = ({ disposition, processNote = [], item = [], addItem = [] }: ClaimResponse): readonly string[] => {
  const told = new Set([...item, ...addItem].flatMap(({ noteNumber = [] }) => noteNumber));
  const free = processNote.filter(({ number }) => number === undefined || !told.has(number)).map(({ text }) => text);
  return [...(disposition ? [disposition] : []), ...free].map(shortened);
};

/** Why nothing of it counts. A cancellation may be told by an answer that is cancelled itself. */
const voidReasonOf = (
  { response: { status, use, outcome }, isTest }: OpenedResponse,
  items: readonly ItemResponse[],
  { takesTests }: PasExpected,
): VoidReason | undefined => {
  if (isTest && !takesTests) return 'test';
  const isCancellation = status === 'cancelled' && items.every(({ action }) => action === 'cancelled');
  if (status !== 'active' && !isCancellation) return 'inactive';
  if (use !== 'preauthorization') return 'other-use';
  return outcome !== 'complete' && outcome !== 'partial' && items.some(letsGoAhead) ? 'not-final' : undefined;
};

/** One response as it stands; whether it is ours, and what of it may be recorded, is for the use case. */
const readOne = (opened: OpenedResponse, expected: PasExpected): PayerResponse => {
  const { response } = opened;
  const { items, unclear } = readItemResponses(opened);
  const rejections = errorsOf(response);
  const reference = referenceOf(response);
  const isRefused = rejections.length > 0 || response.outcome === 'error';
  // Errors beside a yes: neither counts, and it is not sent again as if the payer had nothing.
  if (isRefused && !unclear.length && (!items.length || (response.outcome === 'error' && !items.some(letsGoAhead)))) {
    const [first = { code: 'unknown', followUp: 'correct' as const, says: response.disposition ?? 'Not taken up.' }] =
      rejections;
    return { is: 'rejected', rejections: [first, ...rejections.slice(1)] };
  }
  if (!items.length && response.outcome === 'queued') {
    // A test system has it, which is not the payer: nobody waits for that.
    if (opened.isTest && !expected.takesTests) return silent('test-answer');
    return compact({ is: 'acknowledged' as const, reference });
  }
  return compact({
    is: 'answered' as const,
    traces: echoedTraces(opened, expected),
    reference,
    items,
    memberId: memberIdOf(opened),
    person: toldPersonIn(opened),
    void: voidReasonOf(opened, items, expected),
    notes: [...unclear, ...rejections.map(({ says }) => says), ...notesOf(response)].slice(0, MOST_NOTES),
  });
};

const byCreated = (a: OpenedResponse, b: OpenedResponse): number => {
  const [first, second] = [a, b].map(({ response }) => Date.parse(response.created));
  return (second ?? 0) - (first ?? 0);
};

/**
 * The newest of several answers to one request. Those of the same moment are read as one: what they say of an item has to agree.
 */
const readNewest = (all: readonly OpenedResponse[], expected: PasExpected): PayerResponse => {
  const sorted = all.toSorted(byCreated);
  const [newest] = sorted;
  if (!newest) return silent('no-answer');
  const said = readOne(newest, expected);
  const beside = sorted.slice(1).filter((one) => byCreated(newest, one) === 0);
  if (!beside.length) return said;
  const others = beside.map((one) => readOne(one, expected));
  const every = [said, ...others];
  if (every.some((one) => one.is !== said.is)) return silent('answered-twice');
  if (said.is !== 'answered') return said;
  const answers = others.flatMap((one) => (one.is === 'answered' ? [one] : []));
  return compact({
    ...said,
    items: [said, ...answers].flatMap(({ items }) => items),
    void: said.void ?? answers.find((one) => one.void)?.void,
  });
};

/** Answer to a request, an update, a cancellation, or a notice that tells one. */
export const readPasResponse = (value: unknown, expected: PasExpected): PayerResponse => {
  const { responses, outcomes, isFlawed } = openResponses(value);
  const [first, more] = responses;
  if (!first) return silent(isFlawed || outcomes.length === 0 ? 'unreadable' : 'no-answer');
  if (!more) return readOne(first, expected);
  const own = responses.filter((one) => answersRequest(echoedTraces(one, expected), expected));
  const nameless = responses.filter((one) => tracesIn(one).length === 0);
  if (own.length || nameless.length) return readNewest(own.length ? own : nameless, expected);
  return readOne(first, expected);
};

const NOTHING: PayerResponse = {
  is: 'rejected',
  rejections: [{ code: 'not-found', followUp: 'resend', says: 'The payer has no such request on file.' }],
};

/**
 * Answer to an inquiry: of all that are told the newest one to our request. None of ours is "nothing on file" only where the
 * payer told everything and each answer names whose it is. One that names nobody's is ours where it repeats the payer's own
 * number of our request: a member may have others.
 */
export const readInquiryAnswer = (value: unknown, expected: PasExpected): PayerResponse => {
  const { responses, outcomes, isFlawed } = openResponses(value);
  const isNamed = (one: OpenedResponse) => answersRequest(echoedTraces(one, expected), expected);
  const isReferred = (one: OpenedResponse) =>
    tracesIn(one).length === 0 && expected.reference !== undefined && referenceOf(one.response) === expected.reference;
  const own = responses.filter((one) => isNamed(one) || isReferred(one));
  const said = own.length ? readNewest(own, expected) : undefined;
  // Not taken up: the request, or the question? It is not asked a second time before a person knows.
  if (said) return said.is === 'rejected' ? silent('refused') : said;
  const issues = outcomes.flatMap((one) => issuesIn(one, 'resend'));
  const isCut = outcomes.some(({ issue }) => issue.some(({ code }) => code === 'incomplete' || code === 'too-costly'));
  if (isFlawed || isCut || issues.length) return silent(isFlawed ? 'unreadable' : 'no-answer');
  return responses.some((one) => tracesIn(one).length === 0) ? silent('cannot-be-told-apart') : NOTHING;
};
