import { advise } from '../../app/assess/advise.ts';
import { askPayers } from '../../app/assess/ask-payers.ts';
import type { Subject } from '../../cds-hooks/hook-service.ts';
import type { ChartPart } from '../../cds-hooks/prefetch/chart-parts.ts';
import { pairSaid, type Said } from '../../cds-hooks/said.ts';
import { technicalResponse } from '../../cds-hooks/technical-response.ts';
import { hardestVisit } from '../../cds-hooks/visits.ts';
import { type HookResponse, writeHookResponse } from '../../cds-hooks/write-hook-response.ts';
import type { Inquiry } from '../../core/model/inquiry.ts';
import type { Container } from '../container.ts';
import { isRetryable } from '../retryable.ts';
import type { GatheredChart } from './gather-chart.ts';
import type { HookAsked } from './hook-asked.ts';
import { inTime } from './in-time.ts';
import { leaveRest } from './leave-rest.ts';
import { oursOf } from './ours-of.ts';
import { payerWords } from './payer-words.ts';

interface TechnicalAsked {
  readonly subjects: readonly Subject[];
  readonly parts: readonly ChartPart[];
  /** Reference of the coverage the orders name. */
  readonly coverage: string;
  readonly says: string;
}

/** Orders and coverage are known, and still nobody could look; who looks later does so under the id given here. */
export const technical = async (
  asked: HookAsked,
  { subjects, parts, coverage, says }: TechnicalAsked,
  container: Container,
): Promise<HookResponse> => {
  const { call, caller } = asked;
  const { ports, canonicals } = container;
  const date = ports.clock.dateIn(caller.tenant.timeZone, caller.receivedAt);
  const targets = subjects.map(({ order }) => order.resource);
  const promised = ports.digest.of([caller.tenant.id, coverage, targets, caller.receivedAt]).slice(0, 40);
  await leaveRest(asked, { subjects, parts, promised }, container);
  const statement = { coverage: { reference: coverage }, assertionId: promised, date, says };
  return technicalResponse(call, subjects, statement, canonicals);
};

/** Whether somebody could still tell more, asked by the tenant's own access. */
const isLeft = ({ caller: { tenant, source } }: HookAsked, { missed }: GatheredChart): boolean =>
  missed && tenant.sources.some(({ id, fhir }) => id === source && fhir !== undefined);

/** The orders of one visit, or of a call that is about none in particular, as one question. */
export interface VisitAsked {
  readonly subjects: readonly Subject[];
  readonly inquiry: Inquiry;
}

/** `silent`: a payer that could be asked had not answered by its time. */
const adviseVisit = async (
  { call, caller, by }: HookAsked,
  { subjects, inquiry }: VisitAsked,
  { ports }: Container,
): Promise<{ readonly said: readonly Said[]; readonly today: string; readonly silent: boolean }> => {
  const confirmed = await inTime(askPayers(inquiry, caller, ports), by.payers - Date.now());
  const silent = confirmed === 'late';
  const question = { inquiry: silent ? inquiry : confirmed, hook: call.service.hook, whatIf: !call.unsolicited };
  const { answer, assertionIds, today } = await advise(question, caller, ports);
  return { said: pairSaid(subjects, answer, assertionIds, inquiry.facts, payerWords(ports.rules)), today, silent };
};

/** The answer, or by its time that there is none; a table that does not respond is no failure of the order. */
export const adviseInTime = async (
  asked: HookAsked,
  visits: readonly VisitAsked[],
  chart: GatheredChart,
  container: Container,
): Promise<HookResponse> => {
  const { call, by } = asked;
  const { ports, canonicals } = container;
  const { parts } = chart;
  const subjects = visits.flatMap((one) => one.subjects);
  const coverage = visits[0]?.inquiry.coverages.find(({ focal }) => focal)?.reference ?? '';
  const lost = (says: string) =>
    technical(
      asked,
      { subjects: visits.flatMap((one) => oursOf(one.subjects, one.inquiry, asked, container)), parts, coverage, says },
      container,
    );
  try {
    const answered = Promise.all(visits.map((visit) => adviseVisit(asked, visit, container)));
    const advices = await inTime(answered, by.advice - Date.now());
    if (advices === 'late') return await lost('The answer did not come in time; ask again.');
    if (advices.some(({ silent }) => silent) || isLeft(asked, chart))
      await leaveRest(asked, { subjects, parts }, container);
    const said = hardestVisit(advices.flatMap((one) => one.said));
    const [{ today } = { today: '' }] = advices;
    return writeHookResponse({ call, said, today }, ports.digest.of, canonicals);
  } catch (error) {
    if (!isRetryable(error)) throw error;
    ports.log.warn('hook-unanswered', { door: call.service.hook, errorName: error instanceof Error ? error.name : '' });
    return lost('The authorization records cannot be reached now; ask again.');
  }
};
