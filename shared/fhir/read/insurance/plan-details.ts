import type { Coverage } from 'fhir/r4';
import type { CoverageFacts } from '../../../core/model/message/inquiry.ts';
import { isProduct } from './plan-type.ts';

type PlanDetails = Pick<CoverageFacts, 'planProduct' | 'otherProducts' | 'delegated' | 'unclear'>;

const slug = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

type PlanClass = NonNullable<Coverage['class']>[number];

/** A value with digits is the plan's number; then its name gives the product. */
const wordOf = ({ name, value }: PlanClass): string => slug(name && /\d/.test(value) ? name : (value ?? name ?? ''));

const isPlan = ({ type }: PlanClass): boolean => type.coding?.some(({ code }) => code === 'plan') ?? false;

/** Two plans are two products; a subplan is a part of its plan. */
const productIn = (classes: readonly PlanClass[]): PlanDetails => {
  const products = classes.filter(isProduct);
  const [word = ''] = products.map(wordOf);
  const plans = new Set(products.filter(isPlan).map(wordOf));
  const named = [...new Set(products.flatMap(({ value, name }) => [value, name]).map((one) => slug(one ?? '')))];
  const others = named.filter((one) => one && one !== word);
  const unclear = products.length > 0 && (word === '' || plans.size > 1);
  return {
    ...(word ? { planProduct: word } : {}),
    ...(others.length ? { otherProducts: others } : {}),
    ...(unclear ? { unclear: ['product' as const] } : {}),
  };
};

const SAYS_NOT = /\b(not|non|un)[ -]*delegated\b|\bdelegated:? *(no|none|false)\b/i;
const LINE_END = /[\n\r\u2028\u2029]/;

const placesOf = (line: string, pattern: RegExp): readonly number[] =>
  [...line.matchAll(pattern)].map(({ index }) => index);

/** "Delegated?", "delegated: unknown", "? delegated": nobody knows. In passes over the line, which may be long. */
const asks = (text: string): boolean =>
  text.split(LINE_END).some((line) => {
    const said = placesOf(line, /\bdelegated\b/gi);
    const [first] = said;
    if (first === undefined) return false;
    const question = line.indexOf('?');
    const isBefore = question >= 0 && question < (said.at(-1) ?? first);
    return isBefore || line.lastIndexOf('?') > first || placesOf(line, /\bunknown\b/gi).some((at) => at > first);
  });

/** A medical group that decides for the plan, where the coverage says so. */
const delegateIn = (texts: readonly (string | undefined)[]): PlanDetails => {
  const said = texts.filter((text) => text !== undefined).filter((text) => /delegated/i.test(text));
  const readings = new Set(said.map((text) => (asks(text) ? 'asks' : SAYS_NOT.test(text) ? 'no' : 'yes')));
  if (readings.size === 0) return {};
  const unclear = readings.size > 1 || readings.has('asks');
  return {
    ...(readings.has('no') && !unclear ? {} : { delegated: true }),
    ...(unclear ? { unclear: ['delegate'] } : {}),
  };
};

/** The product of the payer that the member holds and whether a group decides for it, as far as they can be understood. */
export const readPlanDetails = ({ type, class: classes = [] }: Coverage): PlanDetails => {
  const product = productIn(classes);
  const delegate = delegateIn([type?.text, ...classes.flatMap(({ value, name }) => [value, name])]);
  const unclear = [...(product.unclear ?? []), ...(delegate.unclear ?? [])];
  return { ...product, ...delegate, ...(unclear.length ? { unclear } : {}) };
};
