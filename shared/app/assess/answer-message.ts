import { answerInquiry, serviceDateOf } from '../../core/answer/answer.ts';
import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import { everyDecision } from '../../core/authorization/decisions-kept.ts';
import { countingDecisions } from '../../core/authorization/payer-decisions.ts';
import type { Approval } from '../../core/model/approval.ts';
import type { Answer } from '../../core/model/assessment.ts';
import type { Inquiry } from '../../core/model/message/inquiry.ts';
import type { Loaded, MemberRef } from '../ports/authorization-store.ts';
import type { Caller } from '../ports/caller.ts';
import type { Ports } from '../ports/ports.ts';
import { withSharedNumbers } from '../search/approvals-in-use.ts';
import { besideRecord } from '../search/decisions-of-record.ts';
import { type Adoptions, adoptionsOf, draftsOf } from './adopt.ts';
import { claimedApprovals } from './claimed-approvals.ts';
import { judgeCoverages } from './cover.ts';
import { type OrderAnswer, orderAnswers, type Recorded } from './order-answers.ts';
import { resolvePayers, rosterRefs } from './resolve-payers.ts';
import { tenantRules } from './tenant-rules.ts';

/** A message answered from what is on file now; nothing is written yet. */
interface AnsweredMessage {
  readonly answer: Answer;
  readonly orders: readonly OrderAnswer[];
  /** As loaded, in the order of `inquiry.orders`. */
  readonly records: readonly (AuthorizationRecord | undefined)[];
  /** Decisions read that are beside the record, of each. */
  readonly beside: readonly (readonly Approval[])[];
  /** Assertions made on the orders before they were placed. */
  readonly adoptions: Adoptions;
}

const load = (
  inquiry: Inquiry,
  members: readonly MemberRef[],
  { tenant, source }: Caller,
  { authorizations }: Pick<Ports, 'authorizations'>,
): Promise<Loaded> | Loaded => {
  const orders = inquiry.orders.map(({ id }) => ({ source, orderId: id }));
  return orders.length + members.length > 0
    ? authorizations.load(tenant.id, orders, members, draftsOf(inquiry, source))
    : { records: [], members: [], drafts: [] };
};

/** Approvals by order. */
const approvalsOf = async (
  { orders }: Inquiry,
  { records }: Loaded,
  beside: AnsweredMessage['beside'],
  recorded: Recorded | undefined,
  ports: Pick<Ports, 'authorizations'>,
): Promise<Readonly<Record<string, readonly Approval[]>>> =>
  Object.fromEntries(
    await Promise.all(
      orders.map(async ({ id }, index): Promise<[string, readonly Approval[]]> => {
        const record = records[index];
        const added = recorded?.orderId === id ? recorded.decision : undefined;
        const kept = [...(record?.approvals ?? []), ...(added ? [added] : [])];
        const counting = countingDecisions(everyDecision(beside[index] ?? [], kept));
        return [id, record ? await withSharedNumbers(record, counting, ports) : counting];
      }),
    ),
  );

export const answerMessage = async (
  inquiry: Inquiry,
  caller: Caller,
  ports: Pick<Ports, 'clock' | 'codebook' | 'rules' | 'authorizations' | 'digest'>,
  recorded: Recorded | undefined,
): Promise<AnsweredMessage> => {
  const { tenant, source, receivedAt } = caller;
  const { codebook, clock, digest } = ports;
  const rules = tenantRules(tenant, receivedAt, ports);
  const today = clock.dateIn(inquiry.timeZone ?? tenant.timeZone, receivedAt);
  const resolved = resolvePayers(inquiry, rules);
  const members = rosterRefs(inquiry, resolved, rules, codebook, serviceDateOf(inquiry.lines, today));
  const loaded = await load(inquiry, members, caller, ports);
  const claimed = await claimedApprovals(inquiry, caller, ports);
  const beside = await Promise.all(
    loaded.records.map(
      (record) => (record?.orderId === recorded?.orderId && recorded?.beside) || besideRecord(record, ports),
    ),
  );
  const approvals = { ...(await approvalsOf(inquiry, loaded, beside, recorded, ports)), '': [] };
  const judged = judgeCoverages(inquiry, resolved, loaded.members, approvals, tenant, { rules, codebook }, today);
  const cases = claimed.named.length ? judged.map((one) => ({ ...one, named: claimed.named })) : judged;
  const asked = { ...inquiry, warnings: [...inquiry.warnings, ...claimed.warnings] };
  const answer = answerInquiry(asked, cases, codebook, today);
  const { records } = loaded;
  return {
    answer,
    orders: orderAnswers(inquiry, answer, cases, records, today, digest),
    records,
    beside,
    adoptions: adoptionsOf(inquiry, loaded.drafts, source),
  };
};
