import type { ServiceFacts } from '../model/message/inquiry.ts';
import type { ExemptSettings } from '../model/ruleset.ts';

export interface Setting {
  readonly exempt: boolean;
  /** The policy has exempt settings, but neither encounter class nor place of service is known. */
  readonly unknown: boolean;
  readonly says?: string;
  readonly warning?: string;
}

/** Hospital outpatient departments, off and on campus: observation is often billed with these. */
const OUTPATIENT_HOSPITAL: readonly string[] = ['19', '22'];

const settled = (exempt: boolean, says: string, warning?: string): Setting => ({
  exempt,
  unknown: false,
  ...(exempt ? { says } : {}),
  ...(warning ? { warning } : {}),
});

/**
 * Emergency, inpatient and observation care is often exempt. If class and place disagree, the place of service wins on
 * a claim and the encounter class on an order.
 */
export const judgeSetting = (
  { encounterClass, placeOfService, claimType }: ServiceFacts,
  exempt: ExemptSettings | undefined,
): Setting => {
  if (!exempt) return { exempt: false, unknown: false };
  if (encounterClass === undefined)
    return placeOfService === undefined
      ? { exempt: false, unknown: true }
      : settled(exempt.placeOfService.includes(placeOfService), exempt.says);
  const byClass = exempt.encounterClass.includes(encounterClass);
  if (placeOfService === undefined) return settled(byClass, exempt.says);
  const byPlace = exempt.placeOfService.includes(placeOfService);
  const observed = encounterClass === 'OBSENC' && OUTPATIENT_HOSPITAL.includes(placeOfService);
  if (byClass === byPlace || observed) return settled(byClass, exempt.says);
  const onClaim = claimType !== undefined;
  const word = onClaim ? 'place of service' : 'encounter class';
  return settled(
    onClaim ? byPlace : byClass,
    exempt.says,
    `Encounter class and place of service disagree about the setting; the ${word} counts.`,
  );
};
