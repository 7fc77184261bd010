import type { HookCall } from '../hook-service.ts';
import { cardLimit, isOn } from '../options.ts';
import type { Held } from '../prefetch/held.ts';
import { isOpen, isOrder, withName } from '../subjects.ts';
import type { HookResponse } from '../write-hook-response.ts';
import { type Card, cardId, topicOf } from './card.ts';
import { OUR_NAME } from './write-cards.ts';

/** References written out in the card. */
const MOST_LISTED = 10;

const WHAT: Readonly<Record<string, string>> = { ServiceRequest: 'order', Appointment: 'appointment' };

const reasonOf = (name: string, held: readonly Held[]): string | undefined => {
  const found = withName(held, name);
  if (!found) return 'not read';
  return isOrder(found) && !isOpen(found) ? found.resource.status : undefined;
};

const count = (names: readonly string[]): string => {
  const words = [...new Set(names.map((name) => WHAT[name.split('/')[0] ?? ''] ?? 'reference'))];
  return names.length === 1 ? `1 ${words[0]}` : `${names.length} ${words.length === 1 ? `${words[0]}s` : 'references'}`;
};

/**
 * A card about what the call references and nobody looked at, or what is no order any more: an empty answer would read
 * as "none needed".
 */
const uncheckedCard = (call: HookCall, held: readonly Held[], digest: (value: unknown) => string): readonly Card[] => {
  const isDeparture = call.service.hook === 'encounter-discharge';
  const listed = call.service
    .named(call, held)
    .filter((name) => (name.split('/')[0] ?? '') in WHAT)
    .flatMap((name) => {
      const reason = reasonOf(name, held);
      return reason && !(isDeparture && reason === 'completed') ? [{ name, reason }] : [];
    });
  if (listed.length === 0 || !isOn(call, 'insurance')) return [];
  const names = listed.map(({ name }) => name);
  const more = listed.length > MOST_LISTED ? [`and ${listed.length - MOST_LISTED} more`] : [];
  const lines = listed.slice(0, MOST_LISTED).map(({ name, reason }) => `${name}: ${reason}`);
  return [
    {
      uuid: cardId(digest, call.patientId, call.service.id, 'unchecked', ...names),
      summary: `Not checked: ${count(names)} behind this ${call.encounterId ? 'visit' : 'call'}`,
      detail: [
        'Whether authorization is needed there is not known. Check before the test.',
        [...lines, ...more].map((line) => `- ${line}`).join('\n'),
      ].join('\n\n'),
      indicator: 'warning',
      source: { label: OUR_NAME, topic: topicOf('insurance', call) },
    },
  ];
};

/** The response with that card first. */
export const withUnchecked = (
  response: HookResponse,
  call: HookCall,
  held: readonly Held[],
  digest: (value: unknown) => string,
): HookResponse => ({
  ...response,
  cards: [...uncheckedCard(call, held, digest), ...response.cards].slice(0, cardLimit(call)),
});
