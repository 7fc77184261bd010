import type { ServiceFacts } from './inquiry.ts';
import type { ExemptSettings } from './ruleset.ts';

export interface Setting {
  readonly exempt: boolean;
  /** Neither class nor place is known while the policy has exempt settings. */
  readonly unknown: boolean;
  readonly says?: string;
  readonly warning?: string;
}

/**
 * Emergency, inpatient and observation care is often exempt. Class and place disagreeing: on a claim the place of
 * service wins, on an order the encounter class does.
 */
export const judgeSetting = (service: ServiceFacts, exempt: ExemptSettings | undefined): Setting => {
  if (!exempt) return { exempt: false, unknown: false };
  const { encounterClass, placeOfService } = service;
  if (encounterClass === undefined && placeOfService === undefined) return { exempt: false, unknown: true };
  const byClass = encounterClass === undefined ? undefined : exempt.encounterClass.includes(encounterClass);
  const byPlace = placeOfService === undefined ? undefined : exempt.placeOfService.includes(placeOfService);
  // Observation is a class, often billed from an outpatient place: the place does not speak against it.
  const observation =
    encounterClass === 'OBSENC' && byClass === true && (placeOfService === '22' || placeOfService === '19');
  if (byClass === undefined || byPlace === undefined || byClass === byPlace || observation) {
    const is = observation || (byClass ?? byPlace ?? false);
    return { exempt: is, unknown: false, ...(is ? { says: exempt.says } : {}) };
  }
  const is = service.claimType === undefined ? byClass : byPlace;
  const word = service.claimType === undefined ? 'encounter class' : 'place of service';
  const warning = `Encounter class and place of service disagree about the setting; the ${word} counts.`;
  return { exempt: is, unknown: false, warning, ...(is ? { says: exempt.says } : {}) };
};
