import type { Claim, ClaimItem, ClaimResponseItem, Extension, Quantity, Reference } from 'fhir/r4';
import type { Authorized } from '../../../core/authorization/review-act.ts';
import type { ReviewItem } from '../../../core/authorization/review-item.ts';
import { compact } from '../../../core/model/compact.ts';
import { pasExtensions } from '../extensions.ts';
import { DATA_ABSENT, type PasVersion, pasDefinition } from '../names.ts';
import { adjudicationOf } from './review-extensions.ts';
import { stayExtensions } from './stay.ts';

const extension = (name: string, value: Omit<Extension, 'url'>): Extension => ({ url: pasDefinition(name), ...value });

/** Of what an item is answered with. */
export interface ItemContext {
  readonly claim: Claim;
  readonly version: PasVersion;
  /** Number of a pend. */
  readonly reference: string;
  readonly performer: Reference | undefined;
  readonly noteNumbers: number[];
}

export const authorizedOf = ({ state }: ReviewItem): Authorized | undefined =>
  state.is === 'modified' || state.is === 'partly-certified' ? state.authorized : undefined;

export const codeConcept = ({ code }: Authorized, asked: ClaimItem | undefined) =>
  code
    ? { coding: [{ ...code }] }
    : (asked?.productOrService ?? { coding: [{ system: DATA_ABSENT, code: 'unknown' }] });

const UNIT: Quantity = { unit: 'Unit' };

/** A quantity has a unit or a code: the one the service was asked in. */
export const quantityOf = (value: number, asked: ClaimItem | undefined): Quantity => {
  const { unit, system, code } = asked?.quantity ?? {};
  return { value, ...(unit || code ? compact({ unit, system, code }) : UNIT) };
};

const detailExtension = (item: ReviewItem, asked: ClaimItem | undefined): readonly Extension[] => {
  const authorized = authorizedOf(item);
  if (!authorized) return [];
  const { units } = authorized;
  return [
    extension('extension-itemAuthorizedDetail', {
      extension: [
        { url: 'productOrServiceCode', valueCodeableConcept: codeConcept(authorized, asked) },
        ...(units === undefined ? [] : [{ url: 'quantity', valueQuantity: quantityOf(units, asked) }]),
      ],
    }),
  ];
};

/** Since when, how long and for whom it is certified. */
export const certificationExtensions = (
  { state }: ReviewItem,
  performer: Reference | undefined,
): readonly Extension[] =>
  'issued' in state
    ? [
        extension('extension-itemPreAuthIssueDate', { valueDate: state.issued }),
        extension('extension-itemPreAuthPeriod', { valuePeriod: { ...state.period } }),
        ...(performer
          ? [
              extension('extension-itemAuthorizedProvider', {
                extension: [{ url: 'provider', valueReference: performer }],
              }),
            ]
          : []),
      ]
    : [];

const requestedDates = ({ servicedDate, servicedPeriod }: ClaimItem): readonly Extension[] => {
  if (servicedDate) return [extension('extension-itemRequestedServiceDate', { valueDateTime: servicedDate })];
  return servicedPeriod ? [extension('extension-itemRequestedServiceDate', { valuePeriod: servicedPeriod })] : [];
};

/** The diagnosis a service was asked for. */
export const askedDiagnosis = (
  { diagnosis = [] }: Claim,
  { diagnosisSequence = [] }: ClaimItem,
): readonly Extension[] =>
  diagnosis
    .filter(({ sequence }) => diagnosisSequence.includes(sequence))
    .flatMap(({ diagnosisCodeableConcept: concept }) =>
      concept ? [extension('extension-communicatedDiagnosis', { valueCodeableConcept: concept })] : [],
    )
    .slice(0, 1);

const MOST_TRACES = 10;

/** One item as it stands: what was asked is echoed, what was decided says so. */
export const writeReviewItem = (
  item: ReviewItem,
  { claim, version, reference, performer, noteNumbers }: ItemContext,
): ClaimResponseItem => {
  const { state, sequence, earlierNumber } = item;
  const asked = claim.item?.find((one) => one.sequence === sequence);
  return {
    extension: [
      ...(asked ? pasExtensions(asked, 'extension-itemTraceNumber').slice(0, MOST_TRACES) : []),
      ...certificationExtensions(item, performer),
      ...(earlierNumber ? [extension('extension-authorizationNumber', { valueString: earlierNumber })] : []),
      ...(state.is === 'pended'
        ? [extension('extension-administrationReferenceNumber', { valueString: reference })]
        : []),
      ...(asked ? requestedDates(asked) : []),
      ...detailExtension(item, asked),
      ...('issued' in state && version === '2.2.1' ? stayExtensions(claim) : []),
      ...(asked && state.is !== 'cancelled' ? askedDiagnosis(claim, asked) : []),
    ],
    itemSequence: sequence,
    ...(noteNumbers.length ? { noteNumber: noteNumbers } : {}),
    adjudication: [adjudicationOf(state)],
  };
};
