import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import { type CoverageCheck, changeWords, coverageChanges } from '../../core/authorization/coverage-check.ts';
import { deskAfter, deskSays } from '../../core/authorization/desk.ts';
import { noCoverage } from '../../core/coverage/coverage.ts';
import type { Assessment, CoverageVerdict } from '../../core/model/assessment.ts';
import { hoursAfter } from '../../core/model/dates.ts';
import type { CoverageFacts, Inquiry } from '../../core/model/message/inquiry.ts';
import { ok, type Problem, type Result, refused } from '../../core/model/result.ts';
import { clockFor } from '../access/clock-for.ts';
import { answerMessage } from '../assess/answer-message.ts';
import { askablePayers, askPayers } from '../assess/ask-payers.ts';
import { type AssessPorts, attemptAssessment } from '../assess/attempt-assessment.ts';
import { coverageKey } from '../assess/coverage-kept.ts';
import type { Caller } from '../ports/caller.ts';
import type { Ports } from '../ports/ports.ts';
import { answerOfRecord } from '../search/answer-of-record.ts';
import { changeHead } from './change-head.ts';
import { questionOn, unasked } from './coverage-question.ts';
import { onRecord, type RecordAsked } from './on-record.ts';
import { booked, type CoveragePorts, coverageChangedEvent } from './recheck-coverage.ts';
import { recheckVisits } from './recheck-visits.ts';

type AskPorts = AssessPorts & CoveragePorts & Pick<Ports, 'rates'>;

/** How entries of the history name it. */
const BY = 'ask-eligibility';
/** An order's payer is asked once in so long. */
const AGAIN_AFTER_HOURS = 5 / 60;
/** Of all orders of a tenant, at one payer: a person presses a button, and a loop is held up. */
const PER_PAYER = { perSecond: 0.2, burst: 10 };

const problem = (code: Problem['code'], says: string): Result<never> =>
  refused({ code, says, expression: 'ServiceRequest.insurance' });
const NOBODY_TO_ASK =
  'No payer of this order can be asked: its payer is not certain, has no address in the settings, or the member number is not known.';

/** What a payer said is taken; where it said nothing, what was known before stays. */
const withSaid = (before: readonly CoverageFacts[], now: readonly CoverageFacts[]): readonly CoverageFacts[] =>
  before.map(({ notTaken: _said, ...one }, index) => {
    const { confirmed, notTaken } = now[index] ?? {};
    return { ...one, ...(confirmed ? { confirmed } : {}), ...(notTaken ? { notTaken } : {}) };
  });

interface Said {
  readonly inquiry: Inquiry;
  readonly verdict: CoverageVerdict;
  /** Day it was asked about. */
  readonly day: string;
  readonly is: 'confirmed' | 'not-taken' | 'silent';
}

/** The payers of an order's message, asked for the next visit, else for the day that was ordered. */
const ask = async (
  record: AuthorizationRecord,
  { inquiry, asOf }: Assessment,
  caller: Caller,
  today: string,
  ports: AskPorts,
): Promise<Said> => {
  const [day = asOf] = booked(record, today)
    .map(({ date }) => date)
    .sort();
  const { coverages, beside = [] } = inquiry;
  const question: Inquiry = {
    ...questionOn(record, inquiry, day, ports),
    coverages: coverages.map(unasked),
    ...(beside.length ? { beside: beside.map(unasked) } : {}),
  };
  const asked = await askPayers(question, caller, ports);
  const all = [...asked.coverages, ...(asked.beside ?? [])];
  const known = {
    coverages: withSaid(coverages, asked.coverages),
    ...(beside.length ? { beside: withSaid(beside, asked.beside ?? []) } : {}),
  };
  const { answer } = await answerMessage({ ...question, ...known }, caller, ports, undefined);
  return {
    inquiry: { ...inquiry, ...known },
    verdict: answer.coverages[0]?.verdict ?? noCoverage,
    day,
    is: all.some(({ confirmed }) => confirmed)
      ? 'confirmed'
      : all.some(({ notTaken }) => notTaken)
        ? 'not-taken'
        : 'silent',
  };
};

const STANDS = {
  yes: 'in force',
  no: 'not in force',
  unknown: 'whether it is in force is not clear from its answer',
} as const;

const saysOf = ({ is, verdict, day }: Said, changes: Parameters<typeof changeWords>[0]): string => {
  if (is === 'not-taken') return 'The payer was asked about the coverage and did not take the question.';
  if (changes.length)
    return `The payer was asked about the coverage on ${day}, and it changed: ${changeWords(changes)}.`;
  return `The payer was asked about the coverage on ${day}: ${STANDS[verdict.inForce]}.`;
};

/** That it was asked in vain stands where people who work on the order look; no answer changes. */
const noteSilence = async (record: AuthorizationRecord, at: string, { tenant }: Caller, ports: AskPorts) => {
  const says = `At ${at} the payer was asked about the coverage and did not answer.`;
  const change = { clear: [], notes: [{ at, by: BY, says }] };
  const desk = deskAfter(record.desk, change) ?? record.desk;
  if (!desk) return;
  const entry = { by: BY, says: deskSays(change) };
  await changeHead(
    record,
    { command: { kind: 'follow-up', desk }, entry, occasion: [BY, at], events: () => [] },
    tenant,
    ports,
  );
};

/** Asked a moment ago: its answer is on file, or there was none. */
const alreadyAsked = async (
  record: AuthorizationRecord,
  now: string,
  ports: AskPorts,
): Promise<Result<Assessment> | undefined> => {
  const last = record.history.find(({ by }) => by === BY);
  if (!last || hoursAfter(last.at, AGAIN_AFTER_HOURS) <= now) return undefined;
  return last.what === 'reassessed'
    ? ok({ ...(await answerOfRecord(record, ports)), duplicate: true })
    : problem('throttled', 'The payer was asked within the last five minutes and did not answer: ask later, or call.');
};

/**
 * Asks the payer of an order on file whether the coverage is in force, once in five minutes whoever asks; the answer and its day
 * are kept, the order is answered by it, and its visits are checked again. Where the coverage is another, that is announced and a
 * "yes" is withheld, as by the check before a visit. Silence is refused as `transient`, noted, and changes no answer.
 */
export const askEligibility = async (
  asked: RecordAsked,
  caller: Caller,
  ports: AskPorts,
): Promise<Result<Assessment>> => {
  const { tenant } = caller;
  const clock = clockFor(tenant, ports.clock);
  let heard: { readonly answerId: string; readonly said: Said } | undefined;
  return onRecord(asked, tenant, ports, async (record) => {
    const now = clock.now();
    const today = clock.dateIn(record.timeZone ?? tenant.timeZone, now);
    const by = { ...caller, source: record.source, by: BY };
    if (!heard) {
      const before = await alreadyAsked(record, now, ports);
      if (before) return before;
    }
    const stored = await answerOfRecord(record, ports);
    if (heard?.answerId !== record.answerId) {
      const payers = askablePayers(stored.inquiry, by, ports);
      if (!payers.length) return problem('not-supported', NOBODY_TO_ASK);
      const waits = await Promise.all(payers.map((payer) => ports.rates.take(tenant.id, `${BY} ${payer}`, PER_PAYER)));
      if (waits.some((wait) => wait > 0)) return problem('throttled', 'This payer is asked too often: wait a minute.');
      heard = { answerId: record.answerId, said: await ask(record, stored, by, today, ports) };
    }
    const { said } = heard;
    if (said.is === 'silent') {
      await noteSilence(record, now, by, ports);
      return problem('transient', 'The payer did not answer. What is on file stands.');
    }
    const was = stored.answer.coverages[0]?.verdict ?? noCoverage;
    const changes = said.is === 'confirmed' ? coverageChanges(was, said.verdict) : [];
    const earlier = record.coverage;
    const changed = { result: 'changed', changes, was: coverageKey(was, tenant.id, ports.digest) } as const;
    const coverage: CoverageCheck | undefined =
      said.is === 'confirmed'
        ? {
            ...(earlier?.result === 'changed' ? earlier : { result: 'same' }),
            ...(changes.length ? changed : {}),
            on: today,
            confirmedOn: today,
          }
        : undefined;
    const attempt = await attemptAssessment(said.inquiry, by, ports, {
      what: 'reassessed',
      orderId: record.orderId,
      version: record.version,
      clocks: record.clocks,
      says: saysOf(said, changes),
      ...(coverage ? { coverage } : {}),
      events: (head) => (changes.length ? [coverageChangedEvent(head, changes, said.verdict.source, today)] : []),
    });
    const [head] = attempt?.heads ?? [];
    if (!attempt || !head) return undefined;
    if (booked(head, today).length) await recheckVisits(head, tenant, ports);
    return ok(attempt.assessment);
  });
};
