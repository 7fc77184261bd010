import type { CoverageEligibilityRequest, Reference } from 'fhir/r4';
import type { Assessment } from '../../../core/model/assessment.ts';
import { isObject } from '../../../core/model/is-object.ts';
import type { Echo } from '../../echo.ts';
import { isLocal, outwardReference } from '../../outward-reference.ts';
import { NO_CODE } from '../billing-coding.ts';
import { insurerOf } from './insurer.ts';

/** The request the response answers: a reference, and the request itself where a reference would not resolve. */
interface AnsweredRequest {
  readonly reference: Reference;
  readonly contained?: CoverageEligibilityRequest;
  readonly request: CoverageEligibilityRequest;
}

const isRequest = (request: Echo['request']): request is CoverageEligibilityRequest =>
  request?.resourceType === 'CoverageEligibilityRequest';

/** An order is represented as the eligibility request its sender could have written. */
const askedByOrder = (assessment: Assessment, echo: Echo): CoverageEligibilityRequest => ({
  resourceType: 'CoverageEligibilityRequest',
  status: 'active',
  purpose: ['auth-requirements', 'validation'],
  patient: echo.patient,
  created: assessment.created,
  servicedDate: assessment.answer.serviceDate,
  insurer: insurerOf(echo),
  ...(echo.coverages.length
    ? {
        insurance: echo.coverages.map(({ reference }, index) => ({
          focal: assessment.inquiry.coverages[index]?.focal === true,
          coverage: reference,
        })),
      }
    : {}),
  ...(echo.lines.length
    ? {
        item: echo.lines.map(({ productOrService, modifier, quantity, facility, orderReference }) => ({
          productOrService: productOrService ?? NO_CODE,
          ...(modifier?.length ? { modifier } : {}),
          ...(quantity ? { quantity } : {}),
          ...(facility ? { facility } : {}),
          ...(orderReference ? { detail: [orderReference] } : {}),
        })),
      }
    : {}),
});

const isInner = (value: unknown): value is Reference =>
  isObject(value) && typeof value.reference === 'string' && isLocal({ reference: value.reference });

/** A copy whose references mean the same outside the message. */
const outward = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(outward);
  if (!isObject(value)) return value;
  const fields = Object.entries(isInner(value) ? outwardReference(value) : value);
  return Object.fromEntries(fields.map(([name, one]) => [name, outward(one)]));
};

/** Contained resources cannot contain others, and `#x` of the message would not resolve inside our response. */
const containable = (request: CoverageEligibilityRequest): CoverageEligibilityRequest => {
  const { contained: _contained, meta: _meta, text: _text, ...rest } = request;
  return { ...(outward(rest) as typeof rest), id: 'request' };
};

/**
 * A request that lives on a server is referenced; one that exists only in its message (no id, or a Bundle linked by
 * `urn:uuid:` and contained resources) is contained as `#request`, and so is the one written for an order.
 */
export const answeredRequest = (assessment: Assessment, echo: Echo): AnsweredRequest => {
  const received = isRequest(echo.request) ? echo.request : undefined;
  const request = received ?? askedByOrder(assessment, echo);
  const local = [
    { reference: echo.requestReference ?? '' },
    echo.patient,
    ...echo.coverages.map((one) => one.reference),
  ];
  if (received?.id && !local.some(isLocal))
    return { request, reference: { reference: echo.requestReference ?? `CoverageEligibilityRequest/${received.id}` } };
  return { request, reference: { reference: '#request' }, contained: containable(request) };
};
