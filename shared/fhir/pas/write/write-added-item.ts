import type { Claim, ClaimItem, ClaimResponseAddItem, Extension, Reference } from 'fhir/r4';
import type { ReviewItem } from '../../../core/authorization/review-item.ts';
import { pasExtensions } from '../extensions.ts';
import { pasDefinition, X12_ENTITY } from '../names.ts';
import { adjudicationOf } from './review-extensions.ts';
import { stayExtensions } from './stay.ts';
import { authorizedOf, certificationExtensions, codeConcept, type ItemContext, quantityOf } from './write-item.ts';

/** What a request says of a service whatever its code; and what it says of this very code. */
const OF_REQUEST = [
  ...['extension-itemTraceNumber', 'extension-administrationReferenceNumber', 'extension-serviceItemRequestType'],
  ...['extension-certificationType', 'extension-epsdtIndicator', 'extension-nursingHomeResidentialStatus'],
  'extension-nursingHomeLevelOfCare',
];
const OF_CODE = ['extension-productOrServiceCodeEnd', 'extension-revenueUnitRateLimit', 'extension-requestedService'];

const askedExtensions = (asked: ClaimItem, isSameCode: boolean): readonly Extension[] =>
  [...OF_REQUEST, ...(isSameCode ? OF_CODE : [])].flatMap((name) => pasExtensions(asked, name).slice(0, 1));

const revenueExtension = ({ revenue }: ClaimItem): readonly Extension[] =>
  revenue ? [{ url: pasDefinition('extension-revenueCode'), valueCodeableConcept: revenue }] : [];

/** Who is certified to do it, with the role the request gives them. */
const providerOf = (performer: Reference, { careTeam = [] }: Claim): Reference => {
  const role = careTeam[0]?.role;
  const isCoded = role?.coding?.some(({ system }) => system === X12_ENTITY);
  return isCoded && role
    ? {
        extension: [{ url: pasDefinition('extension-authorizedProviderType'), valueCodeableConcept: role }],
        ...performer,
      }
    : performer;
};

const servicePlace = ({ locationCodeableConcept, locationReference, locationAddress }: ClaimItem) => {
  if (locationCodeableConcept) return { locationCodeableConcept };
  if (locationAddress) return { locationAddress };
  return locationReference ? { locationReference } : {};
};

/**
 * What is authorized in place of an item; 2.0.1 says it in the item alone. All else stands as it was asked, but what belongs to a code
 * that is not the one authorized.
 */
export const writeAddedItem = (item: ReviewItem, context: ItemContext): readonly ClaimResponseAddItem[] => {
  const { claim, version, performer } = context;
  const authorized = authorizedOf(item);
  if (!authorized || version === '2.0.1') return [];
  const asked = claim.item?.find(({ sequence }) => sequence === item.sequence);
  const isSameCode = authorized.code === undefined;
  const { units } = authorized;
  const extension = [
    ...(asked ? askedExtensions(asked, isSameCode) : []),
    ...certificationExtensions(item, undefined),
    ...(item.earlierNumber
      ? [{ url: pasDefinition('extension-authorizationNumber'), valueString: item.earlierNumber }]
      : []),
    ...(asked && isSameCode ? revenueExtension(asked) : []),
    ...stayExtensions(claim),
  ];
  return [
    {
      ...(extension.length ? { extension } : {}),
      itemSequence: [item.sequence],
      ...(performer ? { provider: [providerOf(performer, claim)] } : {}),
      productOrService: codeConcept(authorized, asked),
      ...(asked?.modifier && isSameCode ? { modifier: asked.modifier } : {}),
      ...(item.state.is !== 'cancelled' && 'period' in item.state ? { servicedPeriod: { ...item.state.period } } : {}),
      ...(asked ? servicePlace(asked) : {}),
      ...(units === undefined ? {} : { quantity: quantityOf(units, asked) }),
      ...(asked?.unitPrice && isSameCode ? { unitPrice: asked.unitPrice } : {}),
      adjudication: [adjudicationOf(item.state)],
    },
  ];
};
