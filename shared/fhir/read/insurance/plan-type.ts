import type { CodeableConcept, Coding, Coverage } from 'fhir/r4';
import { ACT_CODE } from '../../../codes/systems.ts';
import { PLAN_TYPES, type PlanType } from '../../../core/model/facts.ts';

const SELF_PAY = 'http://terminology.hl7.org/CodeSystem/coverage-selfpay';
const SOPT: ReadonlySet<string> = new Set([
  'https://nahdo.org/sopt',
  'http://www.nahdo.org/sopt',
  'urn:oid:2.16.840.1.113883.3.221.5',
]);
const CLAIM_FILING = 'https://codesystem.x12.org/005010/1032';

/** Networks (HMO, PPO, POS) are not plan types: Medicare Advantage and Medicaid have them too. */
const ACT: ReadonlyMap<string, PlanType> = new Map([
  ['EHCPOL', 'commercial'],
  ['WCBPOL', 'workers-comp'],
]);

/** Source of payment typology: the longest listed prefix counts. */
const TYPOLOGY: readonly (readonly [string, PlanType])[] = [
  ['11', 'medicare-advantage'],
  ['12', 'medicare'],
  ['21', 'medicaid-managed'],
  ['22', 'medicaid'],
  ['81', 'self-pay'],
  ['95', 'workers-comp'],
  ['5', 'commercial'],
  ['6', 'commercial'],
];

const FILING: ReadonlyMap<string, PlanType> = new Map([
  ['MA', 'medicare'],
  ['MB', 'medicare'],
  ['16', 'medicare-advantage'],
  ['MC', 'medicaid'],
  ['CI', 'commercial'],
  ['BL', 'commercial'],
  ['WC', 'workers-comp'],
  ['09', 'self-pay'],
]);

const isPlanType = (word: string): word is PlanType => PLAN_TYPES.some((one) => one === word);

const ofCoding = ({ system = '', code = '' }: Coding): PlanType | undefined => {
  if (isPlanType(code)) return code;
  if (system === SELF_PAY) return 'self-pay';
  if (system === ACT_CODE) return ACT.get(code);
  if (system === CLAIM_FILING) return FILING.get(code);
  return SOPT.has(system) ? TYPOLOGY.find(([start]) => code.startsWith(start))?.[1] : undefined;
};

/** The first match counts, so specific words come before general ones. */
const WORDS: readonly (readonly [RegExp, PlanType])[] = [
  [/medicare[ -]*(advantage|replacement)|\bpart c\b|\bmapd\b/i, 'medicare-advantage'],
  [/medicare (supplement|secondary)|medigap/i, 'commercial'],
  [/managed medicaid|medicaid[ -]*(managed|mco|hmo)/i, 'medicaid-managed'],
  [/\bmedicare\b/i, 'medicare'],
  [/\bmedicaid\b/i, 'medicaid'],
  [/\bworkers?[’']?s?[’']?[ -]*comp/i, 'workers-comp'],
  [/\bself[ -]*pay\b/i, 'self-pay'],
  [/\b(exchange|marketplace|affordable care)\b/i, 'exchange'],
  [/\b(commercial|private|employer)\b/i, 'commercial'],
];

const ofText = (text: string | undefined): PlanType | undefined =>
  text === undefined ? undefined : WORDS.find(([words]) => words.test(text))?.[1];

const agreed = (types: readonly (PlanType | undefined)[]): PlanType | undefined => {
  const [type, other] = new Set(types.filter((one) => one !== undefined));
  return other ? undefined : type;
};

const textsOf = ({ text, coding = [] }: CodeableConcept = {}) => [text, ...coding.map(({ display }) => display)];

/** Classes that name a product; groups are employers. */
export const isProduct = ({ type }: NonNullable<Coverage['class']>[number]): boolean =>
  type.coding?.some(({ code }) => code === 'plan' || code === 'subplan') ?? false;

/** The line of business: by code, else by the wording of type and plan. Conflicting codes or wording give none. */
export const planTypeOf = ({ type, class: classes = [] }: Coverage): PlanType | undefined =>
  agreed((type?.coding ?? []).map(ofCoding)) ??
  agreed(textsOf(type).map(ofText)) ??
  agreed(classes.filter(isProduct).flatMap(({ value, name }) => [ofText(value), ofText(name)]));
