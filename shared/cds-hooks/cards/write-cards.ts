import type { Canonicals } from '../../fhir/canonical.ts';
import { resourceName } from '../../fhir/chart/resource-name.ts';
import type { HookCall } from '../hook-service.ts';
import { cardLimit, isOn } from '../options.ts';
import type { HookAnswer } from '../said.ts';
import { type Card, type CardDraft, type CardWriter, cardId, summaryOf, topicOf } from './card.ts';
import { coding } from './coding.ts';
import { missingFacts } from './missing-facts.ts';
import { otherTest } from './other-test.ts';
import { policy } from './policy.ts';

type Digest = (value: unknown) => string;

/** Most important first. None repeats what the statement on the order says. */
const WRITERS: readonly CardWriter[] = [coding, otherTest, missingFacts, policy];

const REASONS = 'CodeSystem/override-reasons';

export const OUR_NAME = 'Stresspass, cardiac stress tests';

const cardOf = (draft: CardDraft, call: HookCall, digest: Digest, { base }: Canonicals): Card => {
  const { topic, about, summary, suggestion, ...rest } = draft;
  const names = [about.assertionId, topic, String(about.determination.line)];
  const { detail, indicator, links, overrideReasons } = rest;
  return {
    uuid: cardId(digest, ...names),
    summary: summaryOf(summary),
    ...(detail ? { detail } : {}),
    indicator,
    source: { label: about.payer ?? OUR_NAME, topic: topicOf(topic, call) },
    ...(suggestion
      ? {
          selectionBehavior: 'at-most-one' as const,
          suggestions: [
            {
              label: suggestion.label,
              uuid: cardId(digest, ...names, 'suggestion'),
              actions: [
                { type: 'update' as const, description: suggestion.description, resource: suggestion.resource },
              ],
            },
          ],
        }
      : {}),
    ...(overrideReasons
      ? { overrideReasons: overrideReasons.map((one) => ({ system: `${base}/${REASONS}`, ...one })) }
      : {}),
    ...(links ? { links } : {}),
  };
};

/** With several orders, a card tells which one it is about, for people and for software. */
const meant = (card: Card, { about }: CardDraft): Card => {
  const { resource } = about.subject.order;
  const which = `For the order of ${about.determination.codes.join(' or ')}:`;
  return {
    ...card,
    detail: [which, card.detail ?? ''].join('\n\n').trim(),
    ...(resource.id ? { extension: { 'davinci-crd.associated-resource': [resourceName(resource)] } } : {}),
  };
};

const wordsOf = ({ topic, summary, detail = '', about }: CardDraft): string =>
  JSON.stringify([topic, summary, detail, about.subject.order.resource.id]);

/** The cards of an answer that the client has enabled; from the first coverage only, since cards are advice. */
export const writeCards = ({ call, said }: HookAnswer, digest: Digest, canonicals: Canonicals): readonly Card[] => {
  const [focal] = said;
  const own = said.filter(({ coverage }) => coverage.reference === focal?.coverage.reference);
  const drafts = WRITERS.flatMap((write) => write(own));
  // Visits of one order may yield the same card.
  const told = new Map(drafts.toReversed().map((draft) => [wordsOf(draft), draft]));
  return [...told.values()]
    .toReversed()
    .filter(({ topic }) => isOn(call, topic))
    .slice(0, cardLimit(call))
    .map((draft) => {
      const card = cardOf(draft, call, digest, canonicals);
      return own.length > 1 ? meant(card, draft) : card;
    });
};
