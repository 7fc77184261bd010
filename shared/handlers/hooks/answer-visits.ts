import type { Subject } from '../../cds-hooks/hook-service.ts';
import { coverageNamed, noCoverageResponse } from '../../cds-hooks/no-coverage-response.ts';
import { strictestVisit } from '../../cds-hooks/visits.ts';
import { writeHookResponse } from '../../cds-hooks/write-hook-response.ts';
import type { CoverageFacts } from '../../core/model/message/inquiry.ts';
import type { Container } from '../container.ts';
import { adviseInTime, type VisitAsked } from './advise-in-time.ts';
import { checkHookCoverage } from './check-hook-coverage.ts';
import type { GatheredChart } from './gather-chart.ts';
import type { HookAsked } from './hook-asked.ts';
import type { HookOutcome } from './hook-outcome.ts';
import { queueRest } from './queue-rest.ts';
import { answerTechnically } from './technical-answer.ts';

/** Why there is no answer yet; each is stated on the order. */
const NO_ANSWER = {
  unread: 'The chart could not be read.',
  late: 'The answer did not come in time; ask again.',
  unreachable: 'The authorization records cannot be reached now; ask again.',
} as const;

/** Whether a later read with the tenant's own credentials could add something. */
const isLeft = ({ caller: { tenant, source } }: HookAsked, { missed }: GatheredChart): boolean =>
  missed && tenant.sources.some(({ id, fhir }) => id === source && fhir !== undefined);

/** All inquiries of a call share the same chart. */
const coveragesOf = ([first]: readonly VisitAsked[]): readonly CoverageFacts[] => first?.inquiry.coverages ?? [];

const adviseVisits = async (
  asked: HookAsked,
  visits: readonly VisitAsked[],
  chart: GatheredChart,
  container: Container,
): Promise<HookOutcome> => {
  const { parts, notRead } = chart;
  const advised = await adviseInTime(asked, visits, container);
  if (advised.is !== 'advised') {
    const coverage = coveragesOf(visits).find(({ focal }) => focal)?.reference ?? '';
    const subjects = visits.flatMap(({ ours }) => ours);
    return answerTechnically(asked, { subjects, parts, coverage, says: NO_ANSWER[advised.is] }, container);
  }
  if (advised.silent || isLeft(asked, chart))
    await queueRest(asked, { subjects: visits.flatMap(({ subjects }) => subjects), parts }, container);
  const said = { call: asked.call, said: strictestVisit(advised.said), today: advised.today, notRead };
  return { is: 'answered', response: writeHookResponse(said, container.ports.digest.of, container.canonicals) };
};

const answerUnread = async (
  asked: HookAsked,
  subjects: readonly Subject[],
  { parts }: GatheredChart,
  container: Container,
): Promise<HookOutcome> => {
  const coverage = asked.call.server && coverageNamed(subjects);
  return coverage
    ? answerTechnically(asked, { subjects, parts, coverage, says: NO_ANSWER.unread }, container)
    : { is: 'not-there', what: 'Coverage' };
};

/** Answers orders of which at least one is a stress test: the advice under their coverage, or why there is none. */
export const answerVisits = async (
  asked: HookAsked,
  visits: readonly VisitAsked[],
  chart: GatheredChart,
  container: Container,
): Promise<HookOutcome> => {
  const coverage = checkHookCoverage(asked, coveragesOf(visits), chart, container);
  if (coverage.is === 'refused') return { is: 'refused', problems: [coverage.problem] };
  if (coverage.is === 'there') return adviseVisits(asked, visits, chart, container);
  const ours = visits.flatMap((visit) => visit.ours);
  if (coverage.is === 'unread') return answerUnread(asked, ours, chart, container);
  const { digest } = container.ports;
  const keyed = (value: unknown) => digest.keyed(asked.caller.tenant.id, JSON.stringify(value));
  return { is: 'answered', response: noCoverageResponse(asked.call, keyed) };
};
