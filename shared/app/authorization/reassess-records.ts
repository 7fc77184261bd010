import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import { STATES } from '../../core/model/determination.ts';
import { nameOfPack } from '../../core/model/ruleset.ts';
import { clockFor } from '../access/clock-for.ts';
import { type AssessPorts, attemptAssessment } from '../assess/attempt-assessment.ts';
import { tenantRules } from '../assess/tenant-rules.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import type { RuleBook } from '../ports/rules.ts';
import { answerOfRecord } from '../search/answer-of-record.ts';

type ReassessPorts = AssessPorts & Pick<Ports, 'log'>;

const PAGE = 100;
/** Records in parallel: each makes a few DynamoDB calls. */
const AT_ONCE = 8;
const OPEN = STATES.filter((state) => state !== 'cancelled');

/** The rules in force on its service date are not those it was answered by. */
const isOutdated = ({ payer, serviceDate, ruleset, rulePack }: AuthorizationRecord, rules: RuleBook): boolean => {
  const bundle = payer ? rules.select(payer, serviceDate) : undefined;
  const now = bundle === 'ambiguous' ? undefined : bundle;
  const isSame = now ? ruleset === `${now.ruleset.id}|${now.ruleset.version}` : ruleset === undefined;
  return payer !== undefined && !(isSame && nameOfPack(now?.pack) === rulePack);
};

/** Answers one order again from its last version. After a lost race or any other failure the next run retries it. */
const reassess = async (record: AuthorizationRecord, tenant: Tenant, ports: ReassessPorts): Promise<boolean> => {
  const { source, orderId, version, clocks } = record;
  try {
    const answered = await answerOfRecord(record, ports);
    const caller = { tenant, source, by: 'rules', receivedAt: clockFor(tenant, ports.clock).now() };
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
  const { authorizations } = ports;
  const clock = clockFor(tenant, ports.clock);
  const serviceFrom = clock.dateIn(tenant.timeZone, clock.now());
  const rules = tenantRules(tenant, clock.now(), ports);
  let cursor: string | undefined;
  let changed = 0;
  do {
    const query = { states: OPEN, serviceFrom, limit: PAGE, ...(cursor ? { cursor } : {}) };
    const page = await authorizations.find(tenant.id, query);
    const outdated = page.items.filter((record) => isOutdated(record, rules));
    for (let start = 0; start < outdated.length; start += AT_ONCE) {
      const some = outdated.slice(start, start + AT_ONCE);
      const done = await Promise.all(some.map((record) => reassess(record, tenant, ports)));
      changed += done.filter(Boolean).length;
    }
    cursor = page.cursor;
  } while (cursor);
  return changed;
};
