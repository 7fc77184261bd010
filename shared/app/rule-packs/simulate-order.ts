import { answerLines } from '../../core/answer/answer.ts';
import { type ComparedAnswer, flipsOf } from '../../core/answer/compare-answers.ts';
import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import { countingDecisions } from '../../core/authorization/payer-decisions.ts';
import { visitsOf, withUses } from '../../core/authorization/visits.ts';
import type { Assessment } from '../../core/model/assessment.ts';
import { judgeCoverages } from '../assess/cover.ts';
import { resolvePayers, rosterOf } from '../assess/resolve-payers.ts';
import { tenantRules } from '../assess/tenant-rules.ts';
import { judgeRecord } from '../authorization/check-slot.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import type { PackSimulation } from '../ports/rule-packs.ts';
import type { RuleBook } from '../ports/rules.ts';

type TrialPorts = Pick<Ports, 'clock' | 'codebook' | 'rules'>;

/** The tenant as it is, and as it would be with the pack. */
export interface Trial {
  readonly now: Tenant;
  readonly then: Tenant;
  /** The rules of the tenant with the pack; it is tried on every order of its payers, whatever day it starts on. */
  readonly tried: (rules: RuleBook) => RuleBook;
  readonly payers: ReadonlySet<string>;
  /** ISO instant of the simulation. */
  readonly at: string;
}

type Found = Pick<PackSimulation, 'tests' | 'flips' | 'atRisk'>;

/** The order answered again on the day it was answered: its approvals and its roster row as they are on file. */
const answerUnder = (
  record: AuthorizationRecord,
  { inquiry, answer, created }: Assessment,
  tenant: Tenant,
  rules: RuleBook,
  { codebook, clock }: TrialPorts,
): ComparedAnswer => {
  const today = clock.dateIn(inquiry.timeZone ?? tenant.timeZone, created);
  const resolved = resolvePayers(inquiry, rules);
  const approvals = { [record.orderId]: withUses(countingDecisions(record.approvals), record), '': [] };
  const members = rosterOf(answer, resolved);
  const cases = judgeCoverages(inquiry, resolved, members, approvals, tenant, { rules, codebook }, today);
  return {
    coverages: cases.map((one) => ({ determinations: answerLines(inquiry, one, codebook, today, 'deciding') })),
  };
};

/** What the pack would change for one order: its answer, and the visits that are booked for it. */
export const simulateOrder = (
  record: AuthorizationRecord,
  answered: Assessment,
  { now, then, tried, payers, at }: Trial,
  ports: TrialPorts,
): Found => {
  const { source, orderId, serviceDate } = record;
  const order = { source, orderId, serviceDate };
  const created = answered.created;
  const before = answerUnder(record, answered, now, tenantRules(now, created, ports), ports);
  const after = answerUnder(record, answered, then, tried(tenantRules(then, created, ports)), ports);
  const own = new Set(answered.inquiry.lines.filter((one) => one.order === orderId).map(({ line }) => line));
  const tests = after.coverages
    .flatMap(({ determinations }) => determinations)
    .filter(({ role, payer, line }) => role === 'test' && own.has(line) && payer !== undefined && payers.has(payer));
  const flips = flipsOf(before, after).filter(({ line }) => own.has(line));
  const upcoming = visitsOf(record).filter(({ state, slot }) => state !== 'fulfilled' && slot.start >= at);
  const atRisk = upcoming.flatMap(({ slot }) => {
    const judge = (tenant: Tenant) => judgeRecord(record, answered, slot, { tenant, receivedAt: at }, ports);
    const [was, is] = [judge(now), judge(then)];
    if (was.answer !== 'yes' || is.answer === 'yes') return [];
    return [
      {
        ...order,
        serviceDate: slot.start.slice(0, 10),
        from: was.answer,
        to: is.answer,
        why: is.reasons.map(({ says }) => says),
      },
    ];
  });
  return { tests: tests.length, flips: flips.map(({ from, to, why }) => ({ ...order, from, to, why })), atRisk };
};
