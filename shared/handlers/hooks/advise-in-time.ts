import { advise } from '../../app/assess/advise.ts';
import { askPayers } from '../../app/assess/ask-payers.ts';
import { sendBy } from '../../app/assess/send-by.ts';
import { tenantRules } from '../../app/assess/tenant-rules.ts';
import { realisticSlot } from '../../app/authorization/realistic-slot.ts';
import { pairSaid, type Said } from '../../cds-hooks/said.ts';
import type { Answer } from '../../core/model/assessment.ts';
import type { Inquiry } from '../../core/model/message/inquiry.ts';
import type { Container } from '../container.ts';
import { isRetryable } from '../retryable.ts';
import type { HookAsked } from './hook-asked.ts';
import { inTime } from './in-time.ts';
import { payerWords } from './payer-words.ts';
import type { VisitOrders } from './read-orders.ts';

/** The orders of one visit as one inquiry. */
export interface VisitAsked extends VisitOrders {
  readonly inquiry: Inquiry;
}

interface Advice {
  readonly said: readonly Said[];
  /** Local date of the answer. */
  readonly today: string;
  /** A payer that was asked did not answer by its deadline. */
  readonly silent: boolean;
}

/** `late`: no answer by the deadline. `unreachable`: the table does not respond; not a fault of the order. */
type Advised = ({ readonly is: 'advised' } & Advice) | { readonly is: 'late' | 'unreachable' };

/** While booking: from when on the visit can be expected to be authorized, where a rule dates it. */
const withDays = (
  said: readonly Said[],
  { coverages }: Answer,
  inquiry: Inquiry,
  { tenant, receivedAt: now }: HookAsked['caller'],
  ports: Container['ports'],
): readonly Said[] =>
  said.map((one) => {
    const verdict = coverages.find(
      ({ verdict: { coverage } }) => coverage?.reference === one.coverage.reference,
    )?.verdict;
    if (!verdict || one.determination.bookable !== 'not-yet') return one;
    const at = { tenant, timeZone: inquiry.timeZone ?? tenant.timeZone, now };
    const day = realisticSlot({ determination: one.determination, verdict, inquiry, clocks: [] }, at, ports);
    return day ? { ...one, realistic: `Earliest realistic day: ${day.date}. ${day.says}` } : one;
  });

/** Where the request goes, of the lines under the first coverage that are to be sent. */
const withChannels = (
  said: readonly Said[],
  answer: Answer,
  inquiry: Inquiry,
  { tenant }: HookAsked['caller'],
  today: string,
  ports: Container['ports'],
): readonly Said[] => {
  const { channels = {} } = sendBy(answer, inquiry, tenant, today, ports);
  const focal = answer.coverages[0]?.verdict.coverage?.reference;
  return said.map((one) => {
    const channel = one.coverage.reference === focal ? channels[one.determination.line] : undefined;
    return channel ? { ...one, channel } : one;
  });
};

const adviseVisit = async (
  { call, caller, by }: HookAsked,
  { subjects, inquiry }: VisitAsked,
  { ports }: Container,
): Promise<Advice> => {
  const confirmed = await inTime(askPayers(inquiry, caller, ports), by.payers - ports.clock.elapsedMs());
  const silent = confirmed === 'late';
  const question = { inquiry: silent ? inquiry : confirmed, hook: call.service.hook, whatIf: !call.unsolicited };
  const { answer, assertionIds, today } = await advise(question, caller, ports);
  const rules = tenantRules(caller.tenant, caller.receivedAt, ports);
  const paired = pairSaid(subjects, answer, assertionIds, inquiry.facts, payerWords(rules));
  const said = withChannels(paired, answer, question.inquiry, caller, today, ports);
  return {
    said:
      call.service.hook === 'appointment-book'
        ? withDays(said, answer, question.inquiry, caller, { ...ports, rules })
        : said,
    today,
    silent,
  };
};

/** The advice for all visits, by its deadline. */
export const adviseInTime = async (
  asked: HookAsked,
  visits: readonly VisitAsked[],
  container: Container,
): Promise<Advised> => {
  const { call, by } = asked;
  const { clock, log } = container.ports;
  try {
    const answered = Promise.all(visits.map((visit) => adviseVisit(asked, visit, container)));
    const advices = await inTime(answered, by.advice - clock.elapsedMs());
    if (advices === 'late') return { is: 'late' };
    const [{ today } = { today: '' }] = advices;
    const silent = advices.some((one) => one.silent);
    return { is: 'advised', said: advices.flatMap(({ said }) => said), today, silent };
  } catch (error) {
    if (!isRetryable(error)) throw error;
    log.warn('hook-unanswered', { door: call.service.hook, errorName: error instanceof Error ? error.name : '' });
    return { is: 'unreachable' };
  }
};
