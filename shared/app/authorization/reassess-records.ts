import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import { STATES } from '../../core/model/determination.ts';
import { type AssessPorts, attemptAssessment } from '../assess/attempt-assessment.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import { answerOfRecord } from '../search/answer-of-record.ts';

type ReassessPorts = AssessPorts & Pick<Ports, 'log'>;

const PAGE = 100;
/** Records in parallel: each makes a few DynamoDB calls. */
const AT_ONCE = 8;
const OPEN = STATES.filter((state) => state !== 'cancelled');

/** The rules in force on its service date are not those it was answered by. */
const isOutdated = ({ payer, serviceDate, ruleset }: AuthorizationRecord, { rules }: ReassessPorts): boolean => {
  const bundle = payer ? rules.select(payer, serviceDate) : undefined;
  const now = bundle && bundle !== 'ambiguous' ? `${bundle.ruleset.id}|${bundle.ruleset.version}` : undefined;
  return payer !== undefined && now !== ruleset;
};

/** Answers one order again from its last version. After a lost race or any other failure the next run retries it. */
const reassess = async (record: AuthorizationRecord, tenant: Tenant, ports: ReassessPorts): Promise<boolean> => {
  const { source, orderId, version, clocks } = record;
  try {
    const answered = await answerOfRecord(record, ports);
    const caller = { tenant, source, by: 'rules', receivedAt: ports.clock.now() };
    const says = 'Answered again: other rules are in force on the service date.';
    const recorded = { what: 'reassessed', orderId, version, clocks, says } as const;
    return (await attemptAssessment(answered.inquiry, caller, ports, recorded)) !== undefined;
  } catch (error) {
    ports.log.error('reassess-failed', {
      tenant: tenant.id,
      errorName: error instanceof Error ? error.name : 'unknown',
    });
    return false;
  }
};

/**
 * Re-answers a tenant's records with future service dates under the rules now in force. A rerun finds only what is still
 * outdated, so it may be stopped at any point. Returns how many were answered again.
 */
export const reassessRecords = async (tenant: Tenant, ports: ReassessPorts): Promise<number> => {
  const { authorizations, clock } = ports;
  const serviceFrom = clock.dateIn(tenant.timeZone, clock.now());
  let cursor: string | undefined;
  let changed = 0;
  do {
    const query = { states: OPEN, serviceFrom, limit: PAGE, ...(cursor ? { cursor } : {}) };
    const page = await authorizations.find(tenant.id, query);
    const outdated = page.items.filter((record) => isOutdated(record, ports));
    for (let start = 0; start < outdated.length; start += AT_ONCE) {
      const some = outdated.slice(start, start + AT_ONCE);
      const done = await Promise.all(some.map((record) => reassess(record, tenant, ports)));
      changed += done.filter(Boolean).length;
    }
    cursor = page.cursor;
  } while (cursor);
  return changed;
};
