import type { Identifier, Parameters, ParametersParameter } from 'fhir/r4';
import { LOINC, NPI } from '../../../codes/systems.ts';
import { REVIEW_ACTION } from '../../../core/authorization/inquiry-match.ts';
import type { ReviewExchange } from '../../../core/authorization/review-exchange.ts';
import { isUndecided, type ReviewItem } from '../../../core/authorization/review-item.ts';
import type { ReviewRequest } from '../../../core/authorization/review-request.ts';
import { conceptOf } from '../extensions.ts';
import { PAS_CODES } from '../names.ts';

type Part = ParametersParameter;
const group = (name: string, part: readonly Part[]): Part => ({ name, part: [...part] });
const instant = (name: string, value: string | undefined): readonly Part[] =>
  value === undefined ? [] : [{ name, valueInstant: value }];

const npi = (name: string, value: string | undefined): readonly Part[] =>
  value === undefined ? [] : [{ name, valueIdentifier: { system: NPI, value } }];

/** `system|value` as it was kept. */
const identifierOf = (insurer: string): Identifier => {
  const at = insurer.lastIndexOf('|');
  const system = insurer.slice(0, at);
  return { ...(system ? { system } : {}), value: insurer.slice(at + 1) };
};

/** Final result of a service in the words of the model, which has none for one that needs no authorization. */
const RESULT: Readonly<Partial<Record<ReviewItem['state']['is'], string>>> = {
  certified: 'approved',
  modified: 'modified',
  'partly-certified': 'modified',
  denied: 'denied',
  pended: 'pended',
  referred: 'pended',
  cancelled: 'cancelled',
};

/** Answers a service was told of: one to each message since it was asked for, and each act on it. */
const responsesOf = ({ sequence, submittedAt }: ReviewItem, { history }: ReviewRequest): number | undefined =>
  submittedAt === undefined
    ? undefined
    : history.filter((event) => {
        if (event.kind === 'reviewed' || event.kind === 'confirmed')
          return event.items.some((item) => item.sequence === sequence);
        return ['received', 'updated', 'cancelled', 'withdrawn'].includes(event.kind) && event.at >= submittedAt;
      }).length;

const itemPart = (item: ReviewItem, request: ReviewRequest): Part => {
  const { codes, submittedAt, decidedAt, state } = item;
  const result = RESULT[state.is];
  const responses = responsesOf(item, request);
  const [reason] = 'review' in state ? (state.review?.reasons ?? []) : [];
  const code = reason?.coding?.find((one) => one.code !== undefined)?.code;
  return group('itemDetail', [
    { name: 'item', valueCodeableConcept: { coding: codes.slice(0, 1).map((one) => ({ code: one })) } },
    ...instant('initialSubmissionTime', submittedAt),
    ...instant('finalResponseTime', isUndecided(item) ? undefined : decidedAt),
    ...(responses === undefined ? [] : [{ name: 'responsesRequired', valueInteger: responses }]),
    ...(result ? [{ name: 'result', valueCode: result }] : []),
    ...(state.is === 'denied' && code ? [{ name: 'denialReason', valueCode: code }] : []),
    { name: 'reviewAction', valueCode: REVIEW_ACTION[state.is] },
    { name: 'humanReviewed', valueBoolean: 'review' in state && state.review !== undefined && !state.review.script },
  ]);
};

/** Documents an answer asked for, each with the time it came by `$submit-attachment`. */
const documentParts = (
  { documents, answeredAt }: ReviewExchange,
  request: ReviewRequest | undefined,
): readonly Part[] =>
  documents.map((loinc) => {
    const came = request?.history.find(
      (event) =>
        event.kind === 'documented' && 'loincs' in event && event.loincs.includes(loinc) && event.at >= answeredAt,
    );
    return group('requestedDoc', [
      { name: 'docRequest', valueCodeableConcept: conceptOf(LOINC, loinc) },
      ...instant('timeRequested', answeredAt),
      ...instant('timeSubmitted', came?.at),
      ...(came ? [{ name: 'submissionMethod', valueCode: 'CDex' }] : []),
    ]);
  });

const requestParts = (request: ReviewRequest): readonly Part[] => [
  { name: 'request', valueId: request.id },
  { name: 'expedited', valueBoolean: request.isExpedited },
  { name: 'extended', valueBoolean: request.isExtended === true },
  { name: 'test', valueBoolean: request.isTest },
  ...request.items.map((item) => itemPart(item, request)),
];

/**
 * One exchange as PASMetricData (Da Vinci PAS 2.2.1) names its elements, with what became of its services since; `request`, `expedited`,
 * `extended`, `test`, `reviewAction` and `humanReviewed` are ours. Which kind of insurance it was is not known here.
 */
export const writeMetricData = (exchange: ReviewExchange, request: ReviewRequest | undefined): Parameters => ({
  resourceType: 'Parameters',
  id: exchange.id,
  parameter: [
    { name: 'source', valueCoding: { system: PAS_CODES, code: 'payer-src' } },
    ...npi('providerId', exchange.requesters[0]),
    ...npi('groupId', exchange.requesters.at(-1)),
    ...exchange.insurers.slice(0, 1).map((one) => ({ name: 'payerId', valueIdentifier: identifierOf(one) })),
    group('exchange', [
      { name: 'type', valueCode: exchange.type },
      { name: 'with', valueCode: 'provider' },
      { name: 'method', valueCode: 'restful' },
      ...instant('requestTime', exchange.receivedAt),
      ...instant('responseTime', exchange.answeredAt),
      { name: 'httpResponse', valueCode: String(exchange.status) },
    ]),
    ...exchange.issues.map((code) => group('issue', [{ name: 'code', valueCode: code }])),
    ...exchange.rejections.map((code) => group('aaaCodes', [{ name: 'aaaCode', valueCode: code }])),
    ...(request ? requestParts(request) : []),
    ...exchange.questionnaires.slice(0, 1).map((one) => ({ name: 'supportingDoc', valueUrl: one })),
    ...documentParts(exchange, request),
  ],
});
