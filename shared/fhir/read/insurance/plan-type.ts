import type { CodeableConcept, Coverage } from 'fhir/r4';
import type { Codebook } from '../../../core/model/codebook.ts';
import type { PlanType } from '../../../core/model/facts.ts';

type PlanCodes = Pick<Codebook, 'planKindOfCode' | 'planKindOfText' | 'planKindsNamed'>;

const agreed = (types: readonly (PlanType | undefined)[]): PlanType | undefined => {
  const [type, other] = new Set(types.filter((one) => one !== undefined));
  return other ? undefined : type;
};

const said = (...texts: readonly (string | undefined)[]): readonly string[] =>
  texts.filter((text) => text !== undefined);

const textsOf = ({ text, coding = [] }: CodeableConcept = {}) => said(text, ...coding.map(({ display }) => display));

type Class = NonNullable<Coverage['class']>[number];
const isOf = ({ type }: Class, codes: ReadonlySet<string>): boolean =>
  type.coding?.some(({ code }) => code !== undefined && codes.has(code)) ?? false;

const PRODUCT: ReadonlySet<string> = new Set(['plan', 'subplan']);
/** Numbers of a pharmacy card stand on medical cards too. */
const PHARMACY: ReadonlySet<string> = new Set(['rxbin', 'rxpcn', 'rxid', 'rxgroup', 'sequence']);

/** Classes that name a product; groups are employers. */
export const isProduct = (one: Class): boolean => isOf(one, PRODUCT);

/** The line of business: by code, else by the wording of type and plan. Conflicting codes or wording give none. */
export const planTypeOf = ({ type, class: classes = [] }: Coverage, codes: PlanCodes): PlanType | undefined => {
  const ofText = (text: string | undefined) => (text === undefined ? undefined : codes.planKindOfText(text)?.planType);
  return (
    agreed((type?.coding ?? []).map((coding) => codes.planKindOfCode(coding)?.planType)) ??
    agreed(textsOf(type).map(ofText)) ??
    agreed(classes.filter(isProduct).flatMap(({ value, name }) => [ofText(value), ofText(name)]))
  );
};

const HMO_CODES: ReadonlySet<string> = new Set(['HMO', 'HM', 'HN']);
const SAYS_HMO = /\bhmo\b/i;
const SAYS_NO_HMO = /\b(non|not)[ -]*(an? )?hmo\b/i;

/** A health maintenance organization, by code or by the words of type, plan and network. */
export const isHmo = ({ type, class: classes = [], network }: Coverage): boolean => {
  const texts = [
    ...textsOf(type),
    ...said(network),
    ...classes.filter(isProduct).flatMap(({ value, name }) => said(value, name)),
  ];
  const isCoded = type?.coding?.some(({ code }) => code !== undefined && HMO_CODES.has(code)) ?? false;
  return isCoded || texts.some((text) => SAYS_HMO.test(text) && !SAYS_NO_HMO.test(text));
};

/** Every kind of coverage that type, plan, network and payor name. */
export const planKindsOf = (
  { type, class: classes = [], network }: Coverage,
  payors: readonly { readonly identifiers: readonly { readonly value: string }[]; readonly name?: string }[],
  codes: PlanCodes,
): readonly string[] =>
  codes.planKindsNamed({
    codings: type?.coding ?? [],
    texts: [
      ...textsOf(type),
      ...said(network),
      ...classes.filter((one) => !isOf(one, PHARMACY)).flatMap(({ value, name }) => said(value, name)),
    ],
    payor: payors.flatMap(({ name, identifiers }) => said(name, ...identifiers.map(({ value }) => value))),
  });
