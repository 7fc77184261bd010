import { prefetchedParts } from '../../cds-hooks/prefetch/chart-parts.ts';
import { ok, type Result } from '../../core/model/result.ts';
import type { Container } from '../container.ts';
import type { VisitAsked } from './advise-in-time.ts';
import { answerVisits } from './answer-visits.ts';
import { findSubjects, isUnknown, sentSubjects } from './find-subjects.ts';
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

/** Orders from the call, the chart from the call or the EHR's server, then one answer for all of them. */
export const answerCall = async (asked: HookAsked, container: Container): Promise<HookOutcome> => {
  const { call } = asked;
  const sent = prefetchedParts(call.prefetch);
  const known = sentSubjects(call, sent);
  const sentOrders = known.is === 'sent' ? readOrders(asked, known.subjects, container) : undefined;
  // No stress test: answered before any chart is read.
  const early = call.server && sentOrders && withoutChart(sentOrders);
  if (early) return early;

  const chart = await gatherChart(asked, known.subjects, sent, container);
  const orders = sentOrders ?? readOrders(asked, findSubjects(call, chart.parts), container);
  if (!orders.ok) return { is: 'refused', problems: orders.problems };
  const isNotThere = orders.value.length === 0 && chart.unread && isUnknown(call, chart.parts);
  if (isNotThere) return { is: 'not-there', what: 'What the call is about' };

  const questions = askVisits(asked, orders.value, chart, container);
  if (!questions.ok) return { is: 'refused', problems: questions.problems };
  return withoutChart(orders) ?? answerVisits(asked, questions.value, chart, container);
};
