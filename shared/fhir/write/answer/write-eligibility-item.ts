import type { CodeableConcept, CoverageEligibilityResponseInsuranceItem } from 'fhir/r4';
import type { Determination } from '../../../core/model/determination.ts';
import type { Canonicals } from '../../canonical.ts';
import type { EchoLine } from '../../echo.ts';
import { outwardReference } from '../../outward-reference.ts';
import { benefitsFor } from '../../payer-benefits.ts';
import { billingCoding, NO_CODE } from '../billing-coding.ts';
import type { DeterminationContext } from './determination-context.ts';
import type { Explained } from './explained.ts';
import { writeDetermination } from './write-determination.ts';

/** As requested, so that the answer can be matched by code; else as understood. Never both category and product. */
const askedFor = (
  line: EchoLine | undefined,
  { codes, ordered }: Determination,
): Pick<CoverageEligibilityResponseInsuranceItem, 'category' | 'productOrService'> => {
  if (line?.productOrService) return { productOrService: line.productOrService };
  if (line?.category) return { category: line.category };
  const coding = codes.length === 1 ? codes.map(billingCoding) : ordered;
  return { productOrService: coding.length ? { coding: [...coding] } : NO_CODE };
};

const documentConcept = (code: string, { base }: Canonicals): CodeableConcept => ({
  coding: [{ system: `${base}/CodeSystem/document-kind`, code }],
});

/** `item.provider` allows persons and their roles, not organizations. */
const PROVIDER = /(^|\/)Practitioner(Role)?\//;

const providerOf = (line: EchoLine | undefined): Pick<CoverageEligibilityResponseInsuranceItem, 'provider'> => {
  const { provider } = line ?? {};
  const fits = PROVIDER.test(provider?.reference ?? '') || /^Practitioner(Role)?$/.test(provider?.type ?? '');
  return provider && fits ? { provider: outwardReference(provider) } : {};
};

/** One request item answered under one coverage. */
export const writeEligibilityItem = (
  determination: Determination,
  line: EchoLine | undefined,
  context: DeterminationContext,
  canonicals: Canonicals,
  explained: Explained = 'full',
): CoverageEligibilityResponseInsuranceItem => {
  const { codes, documents, route, role } = determination;
  const portal = route?.find((one) => /^https:\/\//.test(one));
  const advised = role !== 'other';
  const benefit = benefitsFor(codes, context.benefits);
  return {
    extension: [writeDetermination(determination, context, canonicals, explained)],
    ...askedFor(line, determination),
    ...(line?.modifier?.length ? { modifier: line.modifier } : {}),
    ...providerOf(line),
    ...(benefit.length ? { benefit: [...benefit] } : {}),
    ...(advised && determination.excluded !== undefined ? { excluded: determination.excluded } : {}),
    ...(advised && determination.authorizationRequired !== undefined
      ? { authorizationRequired: determination.authorizationRequired }
      : {}),
    ...(advised && documents.length
      ? { authorizationSupporting: documents.map((kind) => documentConcept(kind, canonicals)) }
      : {}),
    ...(advised && portal ? { authorizationUrl: portal } : {}),
  };
};
