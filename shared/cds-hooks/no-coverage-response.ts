import { cardId, topicOf } from './cards/card.ts';
import { OUR_NAME } from './cards/write-cards.ts';
import type { HookCall, Subject } from './hook-service.ts';
import { cardLimit, isOn } from './options.ts';
import { type HookResponse, NO_ADVICE } from './write-hook-response.ts';

/** The coverage named on an order. */
export const coverageNamed = (subjects: readonly Subject[]): string | undefined =>
  subjects
    .flatMap(({ order: { resource } }) =>
      resource.resourceType === 'ServiceRequest' ? (resource.insurance ?? []) : [],
    )
    .flatMap(({ reference }) => (reference?.includes('Coverage/') ? [reference] : []))[0];

/** A statement needs a coverage; without one a card says so. */
export const noCoverageResponse = (call: HookCall, digest: (value: unknown) => string): HookResponse => {
  if (!isOn(call, 'insurance') || cardLimit(call) === 0) return NO_ADVICE;
  return {
    cards: [
      {
        uuid: cardId(digest, call.patientId, call.service.id, 'insurance'),
        summary: 'No coverage found: whether authorization is needed for this stress test is not known.',
        detail:
          'No active coverage is on file for this patient. Find out who pays for the test, or order it as self-pay; this is no “not required”.',
        indicator: 'warning',
        source: { label: OUR_NAME, topic: topicOf('insurance', call) },
      },
    ],
    systemActions: [],
  };
};
