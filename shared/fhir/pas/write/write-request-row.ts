import type { Parameters, ParametersParameter } from 'fhir/r4';
import type { ItemState, ReviewItem } from '../../../core/authorization/review-item.ts';
import { reviewDue, workOf } from '../../../core/authorization/review-recourse.ts';
import { type ReviewRequest, requestStanding } from '../../../core/authorization/review-request.ts';
import { recourseParts } from './write-recourse.ts';

/** Test names for people: our own words. */
export type TestNames = (codes: readonly string[]) => string;

const text = (name: string, value: string | undefined): ParametersParameter[] =>
  value ? [{ name, valueString: value }] : [];

/** What an item waits for, or why it stands as it does. */
const itemSays = (state: ItemState): readonly string[] => {
  if (state.is === 'pended')
    return [
      ...state.says,
      ...state.needs.map((need) =>
        need.kind === 'question' ? need.question : `Document: ${need.document} (LOINC ${need.loinc})`,
      ),
    ];
  if ('says' in state) return [state.says];
  return 'review' in state && state.review ? [state.review.says] : [];
};

const itemPart = ({ sequence, codes, days, state }: ReviewItem): ParametersParameter => ({
  name: 'item',
  part: [
    { name: 'sequence', valuePositiveInt: sequence },
    ...codes.map((code) => ({ name: 'code', valueCode: code })),
    ...(days
      ? [
          { name: 'start', valueDate: days.start },
          { name: 'end', valueDate: days.end },
        ]
      : []),
    { name: 'state', valueCode: state.is },
    ...text('number', 'number' in state ? state.number : undefined),
    ...itemSays(state).flatMap((says) => text('says', says)),
  ],
});

/** A request as reviewers see it in their queue, and at the top of its case. */
export const requestParts = (request: ReviewRequest, testNames: TestNames): ParametersParameter[] => {
  const due = reviewDue(request);
  const { id, items, receivedAt, updatedAt, isExpedited, isTest, about = {}, assignee, version } = request;
  const { reference, patient, requester, insurer } = about;
  // Several services are several tests, not a choice of one.
  const tests = items.flatMap(({ codes }) => codes.slice(0, 1)).map((code) => testNames([code]));
  return [
    { name: 'request', valueId: id },
    { name: 'state', valueCode: requestStanding(items) },
    { name: 'received', valueDateTime: receivedAt },
    { name: 'updated', valueDateTime: updatedAt },
    ...workOf(request).map((one) => ({ name: 'waitsFor', valueCode: one })),
    ...(due ? [{ name: 'due', valueDateTime: due.due }] : []),
    ...text('dueSays', due?.says),
    { name: 'expedited', valueBoolean: isExpedited },
    { name: 'trial', valueBoolean: isTest },
    { name: 'test', valueString: [...new Set(tests)].join(', ') },
    ...(reference || patient
      ? [
          {
            name: 'patient',
            valueReference: { ...(reference ? { reference } : {}), ...(patient ? { display: patient } : {}) },
          },
        ]
      : []),
    ...text('requester', requester),
    ...text('insurer', insurer),
    ...text('assignee', assignee),
    { name: 'version', valueString: `W/"${version}"` },
    ...items.map(itemPart),
    ...recourseParts(request),
  ];
};

export const writeRequestRow = (request: ReviewRequest, testNames: TestNames): Parameters => ({
  resourceType: 'Parameters',
  parameter: requestParts(request, testNames),
});
