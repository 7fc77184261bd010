import type { Alternative } from '../../core/model/determination.ts';
import { NOT_VERIFIED } from '../../core/model/evidence.ts';
import type { Fact, Facts } from '../../core/model/facts.ts';
import type { JsonObject } from '../../fhir/structure/flaw.ts';
import { billingCoding } from '../../fhir/write/billing-coding.ts';
import type { Said } from '../said.ts';
import type { CardPart } from './card.ts';
import { testName } from './decision.ts';

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

const gainOf = ({ avoidsAuthorization, needAssumed }: Alternative): string => {
  if (!avoidsAuthorization) return 'is better supported by the criteria';
  return needAssumed ? `usually needs no authorization (${NOT_VERIFIED})` : 'needs no authorization';
};

/** A one-click suggestion of a test that is better supported, or needs no authorization. */
export const otherTest = (one: Said): CardPart | undefined => {
  const best = one.determination.alternatives?.find((each) => isBetter(each) && fitsPatient(each, one.facts));
  const { exact, resource } = one.subject.target;
  if (!best || resource.resourceType !== 'ServiceRequest' || one.determination.paNeeded === 'satisfied')
    return undefined;
  const name = testName(best.modality);
  return {
    topic: 'therapy-alternatives-opt',
    sentences: [`Or ${name} (${best.code}): ${gainOf(best)}.`],
    detail: [`**Another test:** ${best.why}`],
    overrideReasons: OVERRIDE,
    suggestion: {
      label: `Order ${name} (${best.code}) instead`,
      description: 'Puts the other test into this order.',
      resource: insteadOf(exact, best),
    },
  };
};
