import type { Subject } from '../../cds-hooks/hook-service.ts';
import { coverageNamed, noCoverageResponse } from '../../cds-hooks/no-coverage-response.ts';
import { prefetchedParts } from '../../cds-hooks/prefetch/chart-parts.ts';
import { withName } from '../../cds-hooks/subjects.ts';
import { byVisit, onceEach } from '../../cds-hooks/visits.ts';
import { type HookResponse, NO_ADVICE } from '../../cds-hooks/write-hook-response.ts';
import type { Container } from '../container.ts';
import type { Reply } from '../handler.ts';
import { refuseMessage, refuseWith } from '../reply.ts';
import { adviseInTime, technical, type VisitAsked } from './advise-in-time.ts';
import { checkHookCoverage } from './check-hook-coverage.ts';
import { type GatheredChart, gatherChart } from './gather-chart.ts';
import type { HookAsked } from './hook-asked.ts';
import { oursOf } from './ours-of.ts';
import { readHookInquiry } from './read-hook-inquiry.ts';

type Done = HookResponse | Reply;

const notThere = (what: string): Reply =>
  refuseWith(412, {
    code: 'required',
    says: `${what} is neither in prefetch nor to be had from fhirServer.`,
    expression: 'prefetch',
  });

/** Nothing here for us: said before anybody's chart is opened. */
const isNotForUs = (asked: HookAsked, subjects: readonly Subject[], container: Container): Reply | boolean => {
  const once = onceEach(subjects);
  if (once.length === 0) return true;
  const bare = readHookInquiry(asked.call, once, [], asked.caller, container);
  return bare.ok ? oursOf(once, bare.value, asked, container).length === 0 : refuseMessage(bare.problems);
};

const withoutCoverage = async (
  asked: HookAsked,
  subjects: readonly Subject[],
  chart: GatheredChart,
  container: Container,
): Promise<Done> => {
  const { call } = asked;
  if (chart.parts.some(({ soughtCoverage }) => soughtCoverage)) {
    const keyed = (value: unknown) => container.ports.digest.keyed(asked.caller.tenant.id, JSON.stringify(value));
    return noCoverageResponse(call, keyed);
  }
  const coverage = call.server && coverageNamed(subjects);
  if (!coverage) return notThere('Coverage');
  return technical(asked, { subjects, parts: chart.parts, coverage, says: 'The chart could not be read.' }, container);
};

const answerSubjects = async (
  asked: HookAsked,
  subjects: readonly Subject[],
  chart: GatheredChart,
  container: Container,
): Promise<Done> => {
  const { call, caller } = asked;
  const visits: VisitAsked[] = [];
  for (const some of byVisit(subjects)) {
    const inquiry = readHookInquiry(call, some, chart.parts, caller, container);
    if (!inquiry.ok) return refuseMessage(inquiry.problems);
    visits.push({ subjects: some, inquiry: inquiry.value });
  }
  const ours = visits.flatMap((visit) => oursOf(visit.subjects, visit.inquiry, asked, container));
  const [first] = visits;
  if (!first || ours.length === 0) return NO_ADVICE;
  const none = first.inquiry.coverages.length === 0;
  const isLooked = chart.parts.some(({ soughtCoverage }) => soughtCoverage);
  const problem = none && !isLooked ? undefined : checkHookCoverage(call, first.inquiry, caller.tenant, container);
  if (problem) return refuseWith(400, problem);
  if (none) return withoutCoverage(asked, ours, chart, container);
  return adviseInTime(asked, visits, chart, container);
};

/** Orders from what was sent, the chart from what was sent or can be read, then one answer for all of them. */
export const answerCall = async (asked: HookAsked, container: Container): Promise<Done> => {
  const { call } = asked;
  const { service, version } = call;
  const sent = prefetchedParts(call.prefetch);
  const sentHeld = sent.flatMap(({ held }) => held);
  const first = service.subjects(call, sentHeld, version);
  const isAllSent = service.named(call).every((name) => withName(sentHeld, name));
  if (call.server && isAllSent && (first.length > 0 || service.contextBundle)) {
    const over = isNotForUs(asked, first, container);
    if (over) return over === true ? NO_ADVICE : over;
  }
  const inContext = first.flatMap(({ order, target }) => [order, target]);
  const chart = await gatherChart(asked, inContext, sent, container);
  const held = chart.parts.flatMap((part) => part.held);
  const subjects = service.subjects(call, held, version);
  if (subjects.length > 0) return answerSubjects(asked, subjects, chart, container);
  const isUnknown = service.named(call).some((name) => !withName(held, name));
  return isUnknown && chart.unread ? notThere('What the call is about') : NO_ADVICE;
};
