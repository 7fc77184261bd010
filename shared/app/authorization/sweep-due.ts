import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import { type Deadline, deadlineName } from '../../core/authorization/deadline.ts';
import { overdueStep } from '../../core/authorization/overdue.ts';
import { nextStepOf } from '../../core/decide/next-action.ts';
import { clockFor } from '../access/clock-for.ts';
import { changedEvent, DUE, EXPIRING, summary } from '../assess/event-deliveries.ts';
import { timedDeadlines } from '../assess/next-due.ts';
import type { OutgoingEvent } from '../ports/authorization-store.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import { type ChangePorts, changeHead } from './change-head.ts';
import { type RereadCoverage, recheckCoverage } from './recheck-coverage.ts';
import { recheckVisits, type VisitPorts } from './recheck-visits.ts';

type SweepPorts = ChangePorts & VisitPorts & Parameters<typeof recheckCoverage>[2] & Pick<Ports, 'settings' | 'log'>;

const AT_ONCE = 25;

const eventOf = (head: AuthorizationRecord, { kind, due }: Deadline, previous: AuthorizationRecord): OutgoingEvent => {
  if (kind === 'approval-ended') return changedEvent(head, previous);
  if (kind === 'approval-ending') return { type: EXPIRING, detail: { ...summary(head), ends: due } };
  const ifLate = head.clocks.find((one) => one.kind === kind && one.due === due)?.ifLate;
  return { type: DUE, detail: { ...summary(head), kind, ...(due ? { due } : {}), ...(ifLate ? { ifLate } : {}) } };
};

/** A payer that did not decide in time is called, not waited for. */
const afterPassing = (
  record: AuthorizationRecord,
  told: readonly Deadline[],
  dayOf: (instant: string) => string,
  now: string,
) =>
  told.some(({ kind }) => kind.startsWith('payer-decision')) && nextStepOf(record).code === 'wait-for-payer'
    ? overdueStep(record.clocks, now, dayOf)?.says
    : undefined;

const says = (deadlines: readonly Deadline[]): string => `Told: ${deadlines.map(deadlineName).join(', ')}.`;

/** Announces a record's deadlines that have come due, each once; `false` when another writer was faster. */
const sweepRecord = async (
  record: AuthorizationRecord,
  tenant: Tenant,
  ports: SweepPorts,
  reread: RereadCoverage,
): Promise<boolean> => {
  const now = clockFor(tenant, ports.clock).now();
  const passed = timedDeadlines(record, tenant, ports.clock)
    .filter(({ at }) => at <= now)
    .map(({ deadline }) => deadline);
  const told = passed.filter(({ kind }) => kind !== 'visit-check' && kind !== 'coverage-check');
  const dayOf = (instant: string) => ports.clock.dateIn(record.timeZone ?? tenant.timeZone, instant);
  const head = told.length
    ? await changeHead(
        record,
        {
          command: {
            kind: 'pass-deadlines',
            deadlines: told,
            nextStep: afterPassing(record, told, dayOf, now),
          },
          entry: { by: 'sweep', says: says(told) },
          occasion: told.map(deadlineName),
          events: (next) => told.map((deadline) => eventOf(next, deadline, record)),
        },
        tenant,
        ports,
      )
    : record;
  if (!head) return false;
  if (passed.some(({ kind }) => kind === 'coverage-check')) return recheckCoverage(head, tenant, ports, reread);
  return passed.length === told.length || recheckVisits(head, tenant, ports);
};

const sweepSafely = async (
  record: AuthorizationRecord,
  ports: SweepPorts,
  reread: RereadCoverage,
): Promise<boolean> => {
  try {
    const tenant = await ports.settings.tenant(record.tenant);
    return tenant ? await sweepRecord(record, tenant, ports, reread) : false;
  } catch (error) {
    const errorName = error instanceof Error ? error.name : 'unknown';
    ports.log.error('sweep-failed', { tenant: record.tenant, errorName });
    return false;
  }
};

/**
 * One sweep: announces what is due in every shard and reads nothing else. Safe to run twice or in parallel: the write
 * that puts the event into the outbox also marks the deadline as announced. Returns how many records were settled.
 */
export const sweepDue = async (
  ports: SweepPorts,
  reread: RereadCoverage = async () => 'no-server',
): Promise<number> => {
  const { authorizations, clock } = ports;
  const shards = Array.from({ length: authorizations.shards }, async (_, shard) => {
    const due = await authorizations.due(shard, clock.now(), AT_ONCE);
    const settled = await Promise.all(due.map((record) => sweepSafely(record, ports, reread)));
    return settled.filter(Boolean).length;
  });
  return (await Promise.all(shards)).reduce((sum, count) => sum + count, 0);
};

/** Records looked at in one shard when a sandbox's clock is ahead of everybody else's. */
const AHEAD_AT_ONCE = 1_000;
/** A deadline announced can bring the next one out: an approval that is ending, and then has ended. */
const ROUNDS = 5;

/** The same for one tenant, by its own clock: what is due in a sandbox whose clock was moved. */
export const sweepTenant = async (
  tenant: Tenant,
  ports: SweepPorts,
  reread: RereadCoverage = async () => 'no-server',
): Promise<number> => {
  const { authorizations, clock } = ports;
  const moved = new Set<string>();
  for (let round = 0; round < ROUNDS; round++) {
    let settled = 0;
    for (let shard = 0; shard < authorizations.shards; shard++) {
      const due = await authorizations.due(shard, clockFor(tenant, clock).now(), AHEAD_AT_ONCE);
      for (const record of due.filter((one) => one.tenant === tenant.id)) {
        if (!(await sweepSafely(record, ports, reread))) continue;
        settled += 1;
        moved.add(`${record.source} ${record.orderId}`);
      }
    }
    if (settled === 0) break;
  }
  return moved.size;
};
