import { loadCodebook } from '../../../../shared/codes/codebook.ts';
import { loadRules } from '../../../../shared/rule-files/load-rules.ts';
import type { Truth } from '../orders/order.ts';

const rules = loadRules();
const codebook = loadCodebook();
type Ruleset = ReturnType<typeof rules.all>[number]['ruleset'];

export interface HeldVersion {
  readonly ruleset: Ruleset;
  readonly from: string;
  readonly to?: string;
  readonly products: readonly string[];
}

export const heldVersions = (payer: string): readonly HeldVersion[] =>
  rules
    .all()
    .filter(({ ruleset }) => ruleset.payer === payer)
    .map(({ ruleset }) => ({
      ruleset,
      from: ruleset.effectiveFrom,
      ...(ruleset.effectiveTo ? { to: ruleset.effectiveTo } : {}),
      products: ruleset.products ?? [],
    }));

const heldOn = (payer: string, date: string): Ruleset | undefined =>
  heldVersions(payer).findLast(({ from, to = date }) => from <= date && date <= to)?.ruleset;

type Value = string;
type Exception = Ruleset['exceptions'][number];
/** Facts of an order that exceptions may name. */
type Named = 'planProduct' | 'delegated' | 'siteState';

const OPEN = 'open';
/** A fact's value; `open` may be any. */
export type Stated = Readonly<Record<Named, string | boolean | undefined>>;
export const open = OPEN;

const holds = ({ where, when, from, to }: Exception, stated: Stated, date: string): 'yes' | 'no' | 'maybe' => {
  if ((from && date < from) || (to && date > to)) return 'no';
  const each = Object.entries(where).map(([name, values]): 'yes' | 'no' | 'maybe' => {
    if (!(name in stated)) return 'maybe';
    const value = stated[name as Named];
    if (value === OPEN) return 'maybe';
    return value !== undefined && values.includes(value) ? 'yes' : 'no';
  });
  if (each.includes('no')) return 'no';
  return each.includes('maybe') || when ? 'maybe' : 'yes';
};

const setsNeed = ({ set }: Exception, group: string): Value | undefined => {
  const given = set[`policies.${group}.priorAuth`] ?? set['policies.*.priorAuth'];
  return typeof given === 'object' && given !== null && 'value' in given ? String(given.value) : undefined;
};

/** By price: what the threshold says of the fee alone. */
const byPrice = ({ threshold }: Ruleset['policies']['ecg']['priorAuth'], code: string, date: string): Value => {
  const fee = codebook.nationalFee(code, '', Number(date.slice(0, 4)))?.usd;
  if (!threshold || fee === undefined) return 'ask-plan';
  return fee * threshold.upperFactor <= threshold.usd ? 'not-required' : 'required';
};

/** The same order for another test, which nothing on file approves. */
export const forTest = (
  { approved: _approved, exempt: _exempt, beside: _beside, ...truth }: Truth,
  code: string,
): Truth => ({
  ...truth,
  code,
  group: codebook.procedure(code)?.group ?? '',
});

/** Every answer the rules held allow, given what is stated: `required`, `not-required`, `ask-plan`; none held: `ask-plan`. */
export const needsUnder = (truth: Truth, stated: Stated): ReadonlySet<Value> => {
  const each = (truth.beside ?? []).map((code) => needsUnder(forTest(truth, code), stated));
  return new Set([...needsOf(truth, stated), ...each.flatMap((values) => [...values])]);
};

const needsOf = ({ payer, code, group, date }: Truth, stated: Stated): ReadonlySet<Value> => {
  const ruleset = heldOn(payer, date);
  const policy = ruleset && Object.entries(ruleset.policies).find(([name]) => name === group)?.[1];
  if (!policy) return new Set(['ask-plan']);
  let values = new Set<Value>([policy.priorAuth.value]);
  for (const level of ['state', 'plan'])
    for (const exception of ruleset.exceptions.filter((one) => one.level === level)) {
      const value = setsNeed(exception, group);
      const applies = value === undefined ? 'no' : holds(exception, stated, date);
      if (value !== undefined && applies === 'yes') values = new Set([value]);
      if (value !== undefined && applies === 'maybe') values.add(value);
    }
  return new Set([...values].map((one) => (one === 'by-price' ? byPrice(policy.priorAuth, code, date) : one)));
};

/** Whether the payer's rules free this setting from authorization. */
export const isExempt = ({ payer, date, encounter, place }: Truth, onClaim: boolean): boolean => {
  const exempt = heldOn(payer, date)?.exemptSettings;
  if (!exempt) return false;
  const byPlace = exempt.placeOfService.includes(place);
  const byClass = exempt.encounterClass.includes(encounter);
  if (encounter === '') return byPlace;
  // Where they disagree, the place counts on a claim and the class on an order; observation is billed as outpatient.
  const isObserved = encounter === 'OBSENC' && (place === '19' || place === '22');
  return onClaim && !isObserved ? byPlace : byClass;
};

/** How long an approval holds that names no end, where the rules held say. */
export const usualDays = ({ payer, date }: Truth): number | null => heldOn(payer, date)?.validityDays.value ?? null;

/** Whether the rules ask for an authorization whatever is not stated about the order's plan. */
export const isRequired = (truth: Truth): boolean => {
  const { product, delegated, state } = truth;
  const needs = needsUnder(truth, { planProduct: product, delegated: delegated ?? false, siteState: state });
  return needs.size === 1 && needs.has('required');
};
