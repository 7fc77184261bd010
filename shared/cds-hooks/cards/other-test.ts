import { modalityName } from '../../core/explain/alternative-words.ts';
import type { Alternative } from '../../core/model/determination.ts';
import type { Fact, Facts } from '../../core/model/facts.ts';
import type { JsonObject } from '../../fhir/structure/flaw.ts';
import { billingCoding } from '../../fhir/write/billing-coding.ts';
import type { CardWriter } from './card.ts';

/** Proposed only where its own criteria are met: less paperwork does not justify an unsuitable test. */
const isBetter = ({ criteria, betterSupported, avoidsAuthorization }: Alternative): boolean =>
  betterSupported || (avoidsAuthorization && criteria === 'met');

const isTrue = (fact: Fact<boolean> | undefined): boolean => fact?.is === 'known' && fact.value;

/** An exercise ECG alone is useful only for a patient known to be able to exercise, with an interpretable ECG. */
const fitsPatient = ({ modality }: Alternative, { canExercise, ecgReadable }: Facts): boolean =>
  modality !== 'ecg' || (isTrue(canExercise) && isTrue(ecgReadable));

/** The client's order with another test; billing codes that belonged to the old test are dropped. */
const insteadOf = (order: JsonObject, { code }: Alternative): JsonObject => ({
  ...order,
  code: { coding: [billingCoding(code)] },
});

const OVERRIDE = [
  { code: 'images-needed', display: 'Images are needed' },
  { code: 'cannot-exercise', display: 'The patient cannot exercise' },
  { code: 'not-available', display: 'The other test is not available here' },
];

/** A one-click suggestion of a test that is better supported, or needs no authorization. */
export const otherTest: CardWriter = (said) =>
  said.flatMap((one) => {
    const best = one.determination.alternatives?.find((each) => isBetter(each) && fitsPatient(each, one.facts));
    const { exact, resource } = one.subject.target;
    if (!best || resource.resourceType !== 'ServiceRequest' || one.determination.paNeeded === 'satisfied') return [];
    const gain = best.avoidsAuthorization ? 'needs no authorization' : 'is better supported by the criteria';
    return [
      {
        topic: 'therapy-alternatives-opt' as const,
        about: one,
        summary: `${modalityName(best.modality)} (${best.code}) ${gain}`,
        detail: best.why,
        indicator: 'info' as const,
        overrideReasons: OVERRIDE,
        suggestion: {
          label: `Order ${modalityName(best.modality)} instead`,
          description: 'Puts the other test into this order.',
          resource: insteadOf(exact, best),
        },
      },
    ];
  });
