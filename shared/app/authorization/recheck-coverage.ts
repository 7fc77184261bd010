import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import {
  type CoverageChange,
  type CoverageCheck,
  changeWords,
  coverageChanges,
} from '../../core/authorization/coverage-check.ts';
import { noCoverage } from '../../core/coverage/coverage.ts';
import type { Assessment, CoverageVerdict } from '../../core/model/assessment.ts';
import type { Inquiry } from '../../core/model/message/inquiry.ts';
import { clockFor } from '../access/clock-for.ts';
import { answerMessage } from '../assess/answer-message.ts';
import { askPayers } from '../assess/ask-payers.ts';
import { type AssessPorts, attemptAssessment } from '../assess/attempt-assessment.ts';
import { coverageKey } from '../assess/coverage-kept.ts';
import { COVERAGE_CHANGED, summary } from '../assess/event-deliveries.ts';
import type { OutgoingEvent } from '../ports/authorization-store.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import { answerOfRecord } from '../search/answer-of-record.ts';
import { changeHead } from './change-head.ts';
import { questionOn, unasked } from './coverage-question.ts';
import { recheckVisits, type VisitPorts } from './recheck-visits.ts';

/** The coverages of an order's patient as its EHR has them now, with the echo that goes with them. */
export type RereadCoverage = (
  record: AuthorizationRecord,
  inquiry: Inquiry,
  tenant: Tenant,
) => Promise<Pick<Inquiry, 'coverages' | 'echo'> | 'no-server' | 'unreachable'>;

export type CoveragePorts = AssessPorts & VisitPorts & Pick<Ports, 'payerGateway' | 'log'>;

interface Read {
  /** The inquiry with the coverages as they are now. */
  readonly inquiry: Inquiry;
  readonly verdict: CoverageVerdict;
  readonly isConfirmed: boolean;
}

/** Visits that are still to come. */
export const booked = ({ bookings = [] }: AuthorizationRecord, today: string) =>
  bookings.filter(({ state, date }) => state === 'booked' && date >= today);

/** The strongest source that speaks: the payer's own server, the roster, else the EHR's chart. */
const readAnew = async (
  record: AuthorizationRecord,
  { inquiry }: Assessment,
  visit: string,
  tenant: Tenant,
  ports: CoveragePorts,
  reread: RereadCoverage,
): Promise<Read> => {
  const caller = {
    tenant,
    source: record.source,
    by: 'coverage-check',
    receivedAt: clockFor(tenant, ports.clock).now(),
  };
  const found = await reread(record, inquiry, tenant);
  const isRead = typeof found !== 'string';
  const coverages = (isRead ? found : inquiry).coverages.map(unasked);
  const fresh: Inquiry = { ...inquiry, coverages, ...(isRead ? { echo: found.echo } : {}) };
  const asked = await askPayers(questionOn(record, fresh, visit, ports), caller, ports);
  const { answer } = await answerMessage(asked, caller, ports, undefined);
  const verdict = answer.coverages[0]?.verdict ?? noCoverage;
  const hasServer = tenant.payerServers?.some(({ payer }) => verdict.payers.includes(payer)) ?? false;
  const byChart = isRead && !hasServer && verdict.source !== 'none';
  return {
    inquiry: { ...fresh, coverages: asked.coverages },
    verdict,
    isConfirmed: verdict.source === 'payer' || verdict.source === 'roster' || byChart,
  };
};

export const coverageChangedEvent = (
  head: AuthorizationRecord,
  changes: readonly CoverageChange[],
  source: CoverageVerdict['source'],
  today: string,
): OutgoingEvent => ({
  type: COVERAGE_CHANGED,
  detail: {
    ...summary(head),
    changes,
    saidBy: source,
    appointments: booked(head, today).map(({ appointment }) => `Appointment/${appointment}`),
  },
});

/**
 * Reads the coverage behind a record's booked visits anew. One that changed is answered under from now on, and what was
 * "yes" is withheld and announced, in one write; so is a "yes" nobody can confirm. `false`: another writer was faster.
 */
export const recheckCoverage = async (
  record: AuthorizationRecord,
  tenant: Tenant,
  ports: CoveragePorts,
  reread: RereadCoverage,
): Promise<boolean> => {
  const { digest, log } = ports;
  const clock = clockFor(tenant, ports.clock);
  const today = clock.dateIn(record.timeZone ?? tenant.timeZone, clock.now());
  const start = clock.elapsedMs();
  const confirmedOn = record.coverage?.confirmedOn ?? record.answeredAt.slice(0, 10);
  const settle = async (check: CoverageCheck, says: string): Promise<boolean> => {
    const command = { kind: 'check-coverage', check } as const;
    const entry = { by: 'coverage-check', says };
    const change = { command, entry, occasion: check, events: () => [] };
    const head = await changeHead(record, change, tenant, ports);
    if (!head) return false;
    return head.bookable === record.bookable || recheckVisits(head, tenant, ports);
  };
  const [visit] = booked(record, today)
    .map(({ date }) => date)
    .sort();
  if (!visit)
    return settle({ result: 'same', ...record.coverage, on: today, confirmedOn }, 'No visit is left to check.');

  const answered = await answerOfRecord(record, ports);
  const before = answered.answer.coverages[0]?.verdict ?? noCoverage;
  const { inquiry, verdict, isConfirmed } = await readAnew(record, answered, visit, tenant, ports, reread);
  const changes = isConfirmed ? coverageChanges(before, verdict) : [];
  const outcome = changes.length ? 'changed' : isConfirmed ? 'same' : 'unconfirmed';
  log.info('coverage-checked', { tenant: tenant.id, outcome, durationMs: clock.elapsedMs() - start });
  if (changes.length === 0) {
    const kept = record.coverage?.result === 'changed' ? record.coverage : undefined;
    const check = {
      ...kept,
      on: today,
      result: kept?.result ?? outcome,
      confirmedOn: isConfirmed ? today : confirmedOn,
    } as const;
    return settle(
      check,
      isConfirmed
        ? 'The coverage of booked visits is as it was.'
        : `The coverage is not confirmed since ${confirmedOn}.`,
    );
  }
  const { source, orderId, version, clocks } = record;
  const coverage: CoverageCheck = {
    on: today,
    result: 'changed',
    confirmedOn: today,
    changes,
    was: coverageKey(before, tenant.id, digest),
  };
  const attempt = await attemptAssessment(
    inquiry,
    { tenant, source, by: 'coverage-check', receivedAt: clock.now() },
    ports,
    {
      what: 'reassessed',
      orderId,
      version,
      clocks,
      says: `The coverage changed: ${changeWords(changes)}.`,
      coverage,
      events: (head) => [coverageChangedEvent(head, changes, verdict.source, today)],
    },
  );
  const [head] = attempt?.heads ?? [];
  return head !== undefined && recheckVisits(head, tenant, ports);
};
