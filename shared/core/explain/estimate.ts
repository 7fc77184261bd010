import { codeFamily } from '../coding/code-family.ts';
import type { Codebook, Component, Fee, Locality } from '../model/codebook.ts';
import type { Estimate } from '../model/determination.ts';
import type { Facts } from '../model/facts.ts';
import type { ServiceFacts } from '../model/message/inquiry.ts';
import type { Procedure } from '../model/procedure.ts';

/** Which part of a code is priced: the whole, or one component. */
interface Priced {
  readonly code: string;
  readonly modifier: Component;
}

/** When and where the service is priced. */
interface Setting {
  /** Of service, and of the fees and indices used. */
  readonly serviceYear: number;
  readonly year: number;
  readonly placeOfService: string | undefined;
  readonly facility: boolean;
  /** Locality as given, and its indices if we have that year's. */
  readonly number: string | undefined;
  readonly locality: Locality | undefined;
}

const textOf = (fact: Facts['siteState']): string | undefined => (fact?.is === 'known' ? fact.value : undefined);

const settingOf = ({ placeOfService }: ServiceFacts, facts: Facts, codebook: Codebook, date: string): Setting => {
  const serviceYear = Number(date.slice(0, 4));
  const year = codebook.feeYear(serviceYear) ?? serviceYear;
  // Published with two digits; messages may drop a leading zero.
  const number = textOf(facts.locality)?.trim().padStart(2, '0');
  const locality = number === undefined ? undefined : codebook.locality(year, number, textOf(facts.siteState));
  const facility = placeOfService !== undefined && codebook.placeOfService(placeOfService)?.rate === 'facility';
  return { serviceYear, year, facility, placeOfService, number, locality };
};

const modifierOf = ({ modifiers }: ServiceFacts): Component =>
  modifiers.includes('26') ? '26' : modifiers.includes('TC') ? 'TC' : '';

/** In a facility the schedule pays only the clinicians' part; the facility's own payment is not included. */
const pricedIn = (
  procedure: Procedure,
  modifier: Component,
  facility: boolean,
  codebook: Codebook,
): readonly Priced[] => {
  const { code, pcTc } = procedure;
  if (facility && modifier === '' && pcTc === 1) return [{ code, modifier: '26' }];
  if (facility && modifier === '' && pcTc === 4)
    return codeFamily(procedure, codebook).professional.map((part) => ({ code: part, modifier }));
  return [{ code, modifier }];
};

/** What lacks less than this of half a cent is half a cent, lost by binary fractions. */
const HAIR = 5e-7;
const cents = (usd: number): number => Math.round(usd * 100 + HAIR) / 100;

/** Relative values times the locality's indices if we have both, else the national amount. */
const amountOf = (fee: Fee, { facility, locality }: Setting): number | undefined => {
  const { parts, conversionFactor } = fee;
  const total = facility ? fee.facilityTotal : fee.total;
  if (total === undefined) return undefined;
  if (!locality || !parts) return cents(total * conversionFactor);
  const expense = (facility ? parts.facilityExpense : parts.expense) ?? 0;
  const adjusted = parts.work * locality.work + expense * locality.expense + parts.malpractice * locality.malpractice;
  return cents(adjusted * conversionFactor);
};

const PART_SAYS: Readonly<Record<Component, string>> = {
  '': '',
  '26': ", clinician's part (modifier 26)",
  TC: ', technical part (modifier TC)',
};

const whereSays = ({ parts }: Fee, { year, number, locality }: Setting): string => {
  if (locality && parts) return `locality ${locality.number} ${locality.state} (${locality.name})`;
  return number === undefined ? 'national' : `national (locality ${number} is not held for ${year})`;
};

const isEarlier = ({ serviceYear, year }: Setting): boolean => year < serviceYear;

const sourceSays = ({ modifier }: Priced, fee: Fee, setting: Setting): string => {
  const rate = setting.facility ? 'facility' : 'non-facility';
  const assumed = setting.placeOfService === undefined ? ' (place not given)' : '';
  const schedule = `Medicare physician fee schedule ${setting.year} (${fee.source})${PART_SAYS[modifier]}`;
  const rates = isEarlier(setting) ? `${setting.year} rates, since those of ${setting.serviceYear} are not held: ` : '';
  return `${rates}${schedule}, ${whereSays(fee, setting)}, ${rate} rate${assumed}, conversion factor ${fee.conversionFactor}; estimate`;
};

const estimateOf = (priced: Priced, setting: Setting, codebook: Codebook): Estimate | undefined => {
  const { code, modifier } = priced;
  const { year } = setting;
  const fee = codebook.fee(code, modifier, year);
  const usd = fee && amountOf(fee, setting);
  if (!fee || usd === undefined) return undefined;
  const source = sourceSays(priced, fee, setting);
  const amount = modifier ? { code, modifier, usd, year } : { code, usd, year };
  return isEarlier(setting) ? { ...amount, earlierRates: true, source } : { ...amount, source };
};

/**
 * What Medicare's physician fee schedule pays for one unit of each candidate code, in the year of service or by the rates of
 * the year before. Nothing for hospital payments, contractor-priced codes and years without data; an estimate only.
 */
export const estimatesOf = (
  service: ServiceFacts,
  facts: Facts,
  codebook: Codebook,
  serviceDate: string,
): readonly Estimate[] => {
  if (service.claimType === 'institutional') return [];
  const setting = settingOf(service, facts, codebook, serviceDate);
  const modifier = modifierOf(service);
  const estimates: Estimate[] = [];
  for (const code of service.codes) {
    const procedure = codebook.procedure(code);
    if (!procedure) continue;
    for (const priced of pricedIn(procedure, modifier, setting.facility, codebook)) {
      const estimate = estimateOf(priced, setting, codebook);
      if (estimate) estimates.push(estimate);
    }
  }
  if (estimates.length < 2) return estimates;
  return [...new Map(estimates.map((one) => [`${one.code} ${one.modifier}`, one])).values()];
};
