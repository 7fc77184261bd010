import type { ClaimResponse, CodeableConcept, Extension, Reference } from 'fhir/r4';
import { ADJUDICATION, NPI } from '../../../codes/systems.ts';
import { REVIEW_ACTION } from '../../../core/authorization/inquiry-match.ts';
import type { ReviewConcept } from '../../../core/authorization/review-act.ts';
import type { ItemState } from '../../../core/authorization/review-item.ts';
import { conceptOf } from '../extensions.ts';
import { type PasVersion, pasDefinition, X12_REVIEW_ACTION } from '../names.ts';

const conceptFrom = ({ coding, text }: ReviewConcept): CodeableConcept => ({
  ...(coding?.length ? { coding: coding.map((one) => ({ ...one })) } : {}),
  ...(text ? { text } : {}),
});

const reviewOf = (state: ItemState) => ('review' in state ? state.review : undefined);

/** The decision, where the guide puts it: the code by its absolute URL, number and reasons by their names. */
const reviewAction = (state: ItemState): Extension => ({
  url: pasDefinition('extension-reviewAction'),
  extension: [
    {
      url: pasDefinition('extension-reviewActionCode'),
      valueCodeableConcept: conceptOf(X12_REVIEW_ACTION, REVIEW_ACTION[state.is]),
    },
    ...('number' in state && state.number !== undefined && state.is !== 'cancelled'
      ? [{ url: 'number', valueString: state.number }]
      : []),
    ...(reviewOf(state)?.reasons ?? []).map((one) => ({ url: 'reasonCode', valueCodeableConcept: conceptFrom(one) })),
  ],
});

export const adjudicationOf = (state: ItemState) => ({
  extension: [reviewAction(state)],
  category: conceptOf(ADJUDICATION, 'submitted'),
});

/** Whether a person decided anything of it, and who did last; 2.0.1 has no place for it. */
export const reviewerExtension = (states: readonly ItemState[], version: PasVersion): readonly Extension[] => {
  if (version === '2.0.1') return [];
  const review = states.flatMap((state) => reviewOf(state) ?? []).at(-1);
  const flag = { url: 'wasHumanReviewedFlag', valueBoolean: review !== undefined };
  const reviewer = review && [
    { url: 'reviewerNPI', valueIdentifier: { system: NPI, value: review.reviewer.npi } },
    { url: 'reviewerSpecialty', valueCodeableConcept: conceptFrom(review.reviewer.specialty) },
  ];
  return [{ url: pasDefinition('extension-claimResponseReviewer'), extension: [flag, ...(reviewer ?? [])] }];
};

/** Who does what is certified, for the request as a whole; 2.0.1 says it of each item. */
export const headerProvider = (performer: Reference | undefined, version: PasVersion): readonly Extension[] =>
  version === '2.0.1' || !performer
    ? []
    : [
        {
          url: pasDefinition('extension-itemAuthorizedProvider'),
          extension: [{ url: 'provider', valueReference: performer }],
        },
      ];

/** The decision on the request as a whole, where it is one for all of its services; numbers and reasons stand at each. */
export const headerAdjudication = (
  states: readonly ItemState[],
  version: PasVersion,
): Pick<ClaimResponse, 'adjudication'> => {
  const [action, other] = [...new Set(states.map(({ is }) => REVIEW_ACTION[is]))];
  if (version === '2.0.1' || action === undefined || other !== undefined) return {};
  const code = {
    url: pasDefinition('extension-reviewActionCode'),
    valueCodeableConcept: conceptOf(X12_REVIEW_ACTION, action),
  };
  const extension = [{ url: pasDefinition('extension-reviewAction'), extension: [code] }];
  return { adjudication: [{ extension, category: conceptOf(ADJUDICATION, 'submitted') }] };
};
