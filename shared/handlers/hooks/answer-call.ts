import type { Subject } from '../../cds-hooks/hook-service.ts';
import { coverageNamed, noCoverageResponse } from '../../cds-hooks/no-coverage-response.ts';
import { prefetchedParts } from '../../cds-hooks/prefetch/chart-parts.ts';
import { withName } from '../../cds-hooks/subjects.ts';
import { byVisit, onceEach } from '../../cds-hooks/visits.ts';
import { type HookResponse, NO_ADVICE } from '../../cds-hooks/write-hook-response.ts';
import type { House } from '../../lambda/container.ts';
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
const isNotForUs = (asked: HookAsked, subjects: readonly Subject[], house: House): Reply | boolean => {
  const once = onceEach(subjects);
  if (once.length === 0) return true;
  const bare = readHookInquiry(asked.call, once, [], asked.caller, house);
  return bare.ok ? oursOf(once, bare.value, asked, house).length === 0 : refuseMessage(bare.problems);
};

const withoutCoverage = async (
  asked: HookAsked,
  subjects: readonly Subject[],
  chart: GatheredChart,
  house: House,
): Promise<Done> => {
  const { call } = asked;
  if (chart.parts.some(({ soughtCoverage }) => soughtCoverage)) {
    const keyed = (value: unknown) => house.ports.digest.keyed(asked.caller.tenant.id, JSON.stringify(value));
    return noCoverageResponse(call, keyed);
  }
  const coverage = call.server && coverageNamed(subjects);
  if (!coverage) return notThere('Coverage');
  return technical(asked, { subjects, parts: chart.parts, coverage, says: 'The chart could not be read.' }, house);
};

const answerSubjects = async (
  asked: HookAsked,
  subjects: readonly Subject[],
  chart: GatheredChart,
  house: House,
): Promise<Done> => {
  const { call, caller } = asked;
  const visits: VisitAsked[] = [];
  for (const some of byVisit(subjects)) {
    const inquiry = readHookInquiry(call, some, chart.parts, caller, house);
    if (!inquiry.ok) return refuseMessage(inquiry.problems);
    visits.push({ subjects: some, inquiry: inquiry.value });
  }
  const ours = visits.flatMap((visit) => oursOf(visit.subjects, visit.inquiry, asked, house));
  const [first] = visits;
  if (!first || ours.length === 0) return NO_ADVICE;
  const none = first.inquiry.coverages.length === 0;
  const isLooked = chart.parts.some(({ soughtCoverage }) => soughtCoverage);
  const problem = none && !isLooked ? undefined : checkHookCoverage(call, first.inquiry, caller.tenant, house);
  if (problem) return refuseWith(400, problem);
  if (none) return withoutCoverage(asked, ours, chart, house);
  return adviseInTime(asked, visits, chart, house);
};

/** Orders from what was sent, the chart from what was sent or can be read, then one answer for all of them. */
export const answerCall = async (asked: HookAsked, house: House): Promise<Done> => {
  const { call } = asked;
  const { service, version } = call;
  const sent = prefetchedParts(call.prefetch);
  const sentHeld = sent.flatMap(({ held }) => held);
  const first = service.subjects(call, sentHeld, version);
  const isAllSent = service.named(call).every((name) => withName(sentHeld, name));
  if (call.server && isAllSent && (first.length > 0 || service.contextBundle)) {
    const over = isNotForUs(asked, first, house);
    if (over) return over === true ? NO_ADVICE : over;
  }
  const inContext = first.flatMap(({ order, target }) => [order, target]);
  const chart = await gatherChart(asked, inContext, sent, house);
  const held = chart.parts.flatMap((part) => part.held);
  const subjects = service.subjects(call, held, version);
  if (subjects.length > 0) return answerSubjects(asked, subjects, chart, house);
  const isUnknown = service.named(call).some((name) => !withName(held, name));
  return isUnknown && chart.unread ? notThere('What the call is about') : NO_ADVICE;
};
