import type { Extension, Reference } from 'fhir/r4';
import { codePart, groupPart, referencePart } from '../extension-part.ts';
import type { CrdVersion } from './crd-version.ts';

/** What a statement can hold beside the answer itself. */
export interface CoverageDetails {
  /** URL of the policy. */
  readonly policy?: { readonly title: string; readonly address: string };
  /** Whom to ask for the authorization: a review company, the plan; never a code of ours. */
  readonly contact?: { readonly name: string; readonly address?: string };
  /** The order this one accompanies and is decided by. */
  readonly dependency?: Reference;
}

const DETAIL_CODES = 'http://terminology.hl7.org/CodeSystem/crd-coverage-detail';

/** Only the newest release has links to policies. */
const policyPart = ({ policy }: CoverageDetails, version: CrdVersion): readonly Extension[] =>
  policy && version === '2.2'
    ? groupPart('detail', codePart('category', 'cat-other'), [
        { url: 'code', valueCodeableConcept: { coding: [{ system: DETAIL_CODES, code: 'policy-link' }] } },
        { url: 'value', valueUrl: policy.address },
        ...(policy.title ? [{ url: 'qualification', valueString: policy.title }] : []),
      ])
    : [];

/** A name alone is a contact only in releases where contacts have names. */
const contactPart = ({ contact }: CoverageDetails, version: CrdVersion): readonly Extension[] =>
  contact && version === '2.2'
    ? [
        {
          url: 'contact',
          valueContactDetail: {
            name: contact.name,
            ...(contact.address ? { telecom: [{ system: 'url', value: contact.address }] } : {}),
          },
        },
      ]
    : [];

export const coverageDetails = (details: CoverageDetails, version: CrdVersion): readonly Extension[] => [
  ...policyPart(details, version),
  ...(details.dependency ? referencePart('dependency', details.dependency) : []),
  ...contactPart(details, version),
];
