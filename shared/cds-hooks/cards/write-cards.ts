import { withoutHeadline } from '../../core/decide/headline.ts';
import { standsOn } from '../../core/decide/next-action.ts';
import { PEOPLE_STATES } from '../../core/decide/people-state.ts';
import { isBareNeed, QUESTIONS_FIRST } from '../../core/decide/reasons.ts';
import type { Determination } from '../../core/model/determination.ts';
import { isTakenForGranted } from '../../core/policy/turns-on.ts';
import type { Canonicals } from '../../fhir/canonical.ts';
import { resourceName } from '../../fhir/chart/resource-name.ts';
import { cardLimit, isOn } from '../options.ts';
import type { HookAnswer, Said } from '../said.ts';
import { basisLine } from './basis.ts';
import { type Card, type CardPart, cardId, summaryOf, topicOf } from './card.ts';
import { decisionSentences } from './decision.ts';
import { cardParts } from './parts.ts';

type Digest = (value: unknown) => string;

const REASONS = 'CodeSystem/override-reasons';

export const OUR_NAME = 'Stresspass, cardiac stress tests';

/** A part of another test's order is spoken of on that test's card, unless its own codes are wrong. */
const hasCard = ({ determination: { role, lead, findings, line } }: Said): boolean =>
  role === 'test' || lead === undefined || findings.some((one) => one.severity === 'error' && one.line === line);

/** The state people know from list and Task, and whose move it is. */
const stateLine = (one: Said, today: string): string => {
  const { state, action } = standsOn(one.determination, undefined, today);
  const { owner } = action;
  return state === 'act' ? `**${PEOPLE_STATES[state].word}** (${owner})` : `**${PEOPLE_STATES[state].word}**`;
};

const PROBLEMS: ReadonlySet<Determination['advice']> = new Set([
  'no-active-coverage',
  'fix-coding',
  'benefit-not-covered',
  'fix-authorization',
  'necessity-likely-not-met',
]);

/** `warning` where payment is in doubt; most cards are for information. */
const indicatorOf = ({ advice, state, authorizationRequired }: Determination): Card['indicator'] =>
  PROBLEMS.has(advice) || state === 'denied' || (advice === 'manual-review' && authorizationRequired === false)
    ? 'warning'
    : 'info';

const SHOWN_REASONS = 3;

/** Why, without what line 1, the questions or the coverage say anyway. */
const reasonsOf = ({ determination, eligibility = '' }: Said, summary: string): readonly string[] =>
  (determination.advice === 'fix-coding' ? [] : determination.reasons)
    .filter((says) => !isBareNeed(says) && says !== QUESTIONS_FIRST)
    .map(withoutHeadline)
    .filter((says) => !summary.includes(says) && !eligibility.startsWith(says))
    .filter((says, index) => index < SHOWN_REASONS || isTakenForGranted(says));

/** Nobody looked there: a card without it would read as though nothing were found. */
const notReadLine = (types: readonly string[]): string =>
  `**Not read of the chart, so not known:** ${types.join(', ')}.`;

const detailOf = (
  one: Said,
  parts: readonly CardPart[],
  summary: string,
  { today, notRead = [] }: Pick<HookAnswer, 'today' | 'notRead'>,
): string => {
  const reasons = reasonsOf(one, summary);
  const { state } = standsOn(one.determination, undefined, today);
  const basis = state === 'yes' ? basisLine(one, today) : undefined;
  const realistic = one.realistic ? [one.realistic] : [];
  const blocks = [
    [stateLine(one, today), ...reasons, ...(basis ? [basis] : []), ...realistic],
    notRead.length ? [notReadLine(notRead)] : [],
    ...parts.map(({ detail }) => detail),
  ];
  return blocks
    .filter((lines) => lines.length)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
};

const suggestionOf = (
  names: readonly string[],
  { suggestion, overrideReasons }: CardPart,
  digest: Digest,
  { base }: Canonicals,
) => {
  if (!suggestion) return {};
  const { label, description, resource } = suggestion;
  return {
    selectionBehavior: 'at-most-one' as const,
    suggestions: [
      {
        label,
        uuid: cardId(digest, ...names, 'suggestion'),
        actions: [{ type: 'update' as const, description, resource }],
      },
    ],
    ...(overrideReasons
      ? { overrideReasons: overrideReasons.map((reason) => ({ system: `${base}/${REASONS}`, ...reason })) }
      : {}),
  };
};

/** The one card of an order: the decision in line 1, the rest in the detail; undefined where the client wants none of it. */
const cardOf = (
  one: Said,
  { call, today, notRead = [] }: Pick<HookAnswer, 'call' | 'today' | 'notRead'>,
  digest: Digest,
  canonicals: Canonicals,
): Card | undefined => {
  const parts = cardParts(one, call.service).filter(({ topic }) => isOn(call, topic));
  const [first] = parts;
  if (!first) return undefined;
  const names = [one.assertionId, first.topic, String(one.determination.line)];
  const links = parts.flatMap((part) => part.links ?? []);
  const suggested = parts.find(({ suggestion }) => suggestion);
  const summary = summaryOf(
    [...(first.lead ? [first.lead] : []), ...decisionSentences(one)],
    parts.flatMap(({ sentences }) => sentences),
  );
  return {
    uuid: cardId(digest, ...names),
    summary,
    detail: detailOf(one, parts, summary, { today, notRead }),
    indicator: indicatorOf(one.determination),
    source: { label: one.payer ?? OUR_NAME, topic: topicOf(first.topic, call) },
    ...(suggested ? suggestionOf(names, suggested, digest, canonicals) : {}),
    ...(links.length ? { links } : {}),
  };
};

/** With several orders, a card tells which one it is about, for people and for software. */
const meant = (card: Card, { subject, determination }: Said): Card => {
  const { resource } = subject.order;
  const which = `For the order of ${determination.codes.join(' or ')}:`;
  return {
    ...card,
    detail: [which, card.detail ?? ''].join('\n\n').trim(),
    ...(resource.id ? { extension: { 'davinci-crd.associated-resource': [resourceName(resource)] } } : {}),
  };
};

const wordsOf = ({ source, summary, detail = '' }: Card, { subject }: Said): string =>
  JSON.stringify([source.topic.code, summary, detail, subject.order.resource.id]);

/** One card an order, from the first coverage only, since cards are advice. */
export const writeCards = (
  { call, said, ...rest }: HookAnswer,
  digest: Digest,
  canonicals: Canonicals,
): readonly Card[] => {
  const [focal] = said;
  const own = said.filter(({ coverage }) => coverage.reference === focal?.coverage.reference);
  // Visits of one order may yield the same card.
  const told = new Map<string, Card>();
  for (const one of own.filter(hasCard)) {
    const card = cardOf(one, { call, ...rest }, digest, canonicals);
    if (!card || told.has(wordsOf(card, one))) continue;
    told.set(wordsOf(card, one), own.length > 1 ? meant(card, one) : card);
  }
  return [...told.values()].slice(0, cardLimit(call));
};
