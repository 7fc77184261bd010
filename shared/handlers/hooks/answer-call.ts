import { withUnchecked } from '../../cds-hooks/cards/unchecked.ts';
import { prefetchedParts } from '../../cds-hooks/prefetch/chart-parts.ts';
import { NO_ADVICE } from '../../cds-hooks/write-hook-response.ts';
import { ok, type Result } from '../../core/model/result.ts';
import type { Container } from '../container.ts';
import { addOnFile } from './add-on-file.ts';
import type { VisitAsked } from './advise-in-time.ts';
import { answerVisits } from './answer-visits.ts';
import { findSubjects, sentSubjects, unknownNames } from './find-subjects.ts';
import { type GatheredChart, gatherChart } from './gather-chart.ts';
import type { HookAsked } from './hook-asked.ts';
import { type HookOutcome, NOT_OURS } from './hook-outcome.ts';
import { readHookInquiry } from './read-hook-inquiry.ts';
import { readOrders, type VisitOrders } from './read-orders.ts';

/** The outcome where no chart is needed; undefined where one of the orders is a stress test. */
const withoutChart = (orders: Result<readonly VisitOrders[]>): HookOutcome | undefined => {
  if (!orders.ok) return { is: 'refused', problems: orders.problems };
  return orders.value.some(({ ours }) => ours.length > 0) ? undefined : NOT_OURS;
};

const askVisits = (
  asked: HookAsked,
  visits: readonly VisitOrders[],
  chart: GatheredChart,
  container: Container,
): Result<readonly VisitAsked[]> => {
  const questions: VisitAsked[] = [];
  for (const visit of visits) {
    const inquiry = readHookInquiry(asked, visit, chart.parts, container);
    if (!inquiry.ok) return inquiry;
    questions.push({ ...visit, inquiry: inquiry.value });
  }
  return ok(questions);
};

/** The outcome, and what was not looked at. */
const withRest = (
  outcome: HookOutcome,
  { call }: HookAsked,
  chart: GatheredChart,
  { ports }: Container,
): HookOutcome => {
  if (outcome.is !== 'answered' && outcome.is !== 'not-ours') return outcome;
  const response = outcome.is === 'answered' ? outcome.response : NO_ADVICE;
  const keyed = (value: unknown) => ports.digest.of(value);
  const held = chart.parts.flatMap((part) => part.held);
  const whole = withUnchecked(response, call, held, keyed);
  return whole.cards.length + whole.systemActions.length > 0 ? { is: 'answered', response: whole } : outcome;
};

/** Orders from the call, the chart from the call or the EHR's server, then one answer for all of them. */
export const answerCall = async (asked: HookAsked, container: Container): Promise<HookOutcome> => {
  const { call } = asked;
  const sent = prefetchedParts(call.prefetch);
  const known = sentSubjects(asked, sent, container);
  const sentOrders = known.is === 'sent' ? readOrders(asked, known.subjects, container) : undefined;
  // No stress test: answered before any chart is read.
  const early = call.server && sentOrders && withoutChart(sentOrders);
  if (early) return early;

  const gathered = await gatherChart(asked, known.subjects, sent, container);
  const chart = { ...gathered, parts: await addOnFile(asked, gathered.parts, container) };
  const stays = chart.parts === gathered.parts ? sentOrders : undefined;
  const orders = stays ?? readOrders(asked, findSubjects(asked, chart.parts, container), container);
  if (!orders.ok) return { is: 'refused', problems: orders.problems };
  const isNotThere = orders.value.length === 0 && chart.unread && unknownNames(asked, chart.parts).length > 0;
  if (isNotThere) return { is: 'not-there', what: 'What the call is about' };

  const questions = askVisits(asked, orders.value, chart, container);
  if (!questions.ok) return { is: 'refused', problems: questions.problems };
  const outcome = withoutChart(orders) ?? (await answerVisits(asked, questions.value, chart, container));
  return withRest(outcome, asked, chart, container);
};
