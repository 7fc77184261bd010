import { answerInquiry } from '../../core/answer/answer.ts';
import { type Flip, flipsOf } from '../../core/answer/compare-answers.ts';
import type { Answer } from '../../core/model/assessment.ts';
import type { Inquiry } from '../../core/model/message/inquiry.ts';
import { fromStored, type StoredInquiry } from '../../core/model/message/stored-inquiry.ts';
import type { RulesetBundle } from '../../core/model/ruleset.ts';
import type { Caller } from '../ports/caller.ts';
import type { Ports } from '../ports/ports.ts';
import type { RuleBook } from '../ports/rules.ts';
import { bareApproval } from './claimed-approvals.ts';
import { judgeCoverages } from './cover.ts';
import { resolvePayers } from './resolve-payers.ts';
import { tenantRules } from './tenant-rules.ts';

type RehearsePorts = Pick<Ports, 'clock' | 'codebook' | 'rules'>;
type Occasion = Pick<Caller, 'tenant' | 'receivedAt'>;

/** How one message would be answered under draft rules. */
export interface Rehearsed {
  /** Test lines under a coverage whose payer has a draft. */
  readonly tests: number;
  readonly flips: readonly Flip[];
}

/** The rules with drafts replacing their payers' versions, whatever their start date. */
const withDrafts = (rules: RuleBook, drafts: readonly RulesetBundle[]): RuleBook => ({
  ...rules,
  select: (payer, date) => drafts.find(({ ruleset }) => ruleset.payer === payer) ?? rules.select(payer, date),
});

/** As for a first message: nothing is on file except what it says itself, and nothing is stored. */
const answerOf = (inquiry: Inquiry, { tenant, receivedAt }: Occasion, ports: RehearsePorts): Answer => {
  const { codebook, clock } = ports;
  const rules = tenantRules(tenant, receivedAt, ports);
  const today = clock.dateIn(inquiry.timeZone ?? tenant.timeZone, receivedAt);
  const claimed = inquiry.preAuthRefs.map((number) => bareApproval(number, receivedAt));
  const resolved = resolvePayers(inquiry, rules);
  const cases = judgeCoverages(inquiry, resolved, [], { '': claimed }, tenant, { rules, codebook }, today);
  return answerInquiry(inquiry, cases, codebook, today);
};

/**
 * Answers a recorded message (as read, or as stored with its answer) under the rules in force and under drafts, and
 * tells which advice would change.
 */
export const rehearse = (
  recorded: Inquiry | StoredInquiry,
  occasion: Occasion,
  drafts: readonly RulesetBundle[],
  ports: RehearsePorts,
): Rehearsed => {
  const inquiry = 'door' in recorded ? fromStored(recorded) : recorded;
  const before = answerOf(inquiry, occasion, ports);
  const after = answerOf(inquiry, occasion, { ...ports, rules: withDrafts(ports.rules, drafts) });
  const drafted = new Set(drafts.map(({ ruleset }) => ruleset.payer));
  const tests = before.coverages
    .flatMap(({ determinations }) => determinations)
    .filter(({ role, payer }) => role === 'test' && payer !== undefined && drafted.has(payer));
  return { tests: tests.length, flips: flipsOf(before, after) };
};
