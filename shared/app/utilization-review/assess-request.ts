import { decideBeside, decideByRules } from '../../core/authorization/decide-by-rules.ts';
import { payerClocks } from '../../core/authorization/payer-clocks.ts';
import type { ItemState } from '../../core/authorization/review-item.ts';
import type { ReviewRequest } from '../../core/authorization/review-request.ts';
import type { CoverageAnswer, CoverageVerdict } from '../../core/model/assessment.ts';
import type { Determination, DueClock } from '../../core/model/determination.ts';
import type { Inquiry } from '../../core/model/message/inquiry.ts';
import type { Rejection } from '../../core/model/message/submitted-request.ts';
import { answerMessage } from '../assess/answer-message.ts';
import { requestUnder } from '../assess/payer-request.ts';
import { tenantRules } from '../assess/tenant-rules.ts';
import type { Caller } from '../ports/caller.ts';
import type { Ports } from '../ports/ports.ts';
import { hasAdopted } from './review-settings.ts';

export type AssessRequestPorts = Pick<Ports, 'clock' | 'codebook' | 'rules' | 'authorizations' | 'digest'>;

/** What the payer's rules say of a request, item by item. */
interface AssessedRequest {
  readonly rejections: readonly Rejection[];
  readonly states: readonly ItemState[];
  readonly clock?: DueClock;
  /** What the rules said, with their versions: kept with the request, so that the decision can be shown again. */
  readonly answered?: unknown;
  /** Local date. */
  readonly today: string;
}

/** A payer decides by what it is told and by its roster: what providers keep of their own orders is not its business. */
const rosterOnly = (authorizations: Ports['authorizations']): Ports['authorizations'] => ({
  ...authorizations,
  load: async (tenant, orders, members) => {
    const found = members.length ? (await authorizations.load(tenant, [], members)).members : [];
    return { records: orders.map(() => undefined), members: found, drafts: [] };
  },
});

/** Why nobody is covered, as an administrative reason (X12 901). */
const CODES: Readonly<Record<string, string>> = {
  'no-member-found': '75',
  'coverage-not-found': '75',
  'no-active-coverage': '52',
};

const rejectionsOf = ({ inForce, reason, payers }: CoverageVerdict, served: readonly string[] | undefined) => {
  const [payer, another] = payers;
  const rejections: Rejection[] = [];
  if (served && payer !== undefined && another === undefined && !served.includes(payer))
    rejections.push({ code: '79', followUp: 'N', says: 'Requests to this insurer are not decided here.' });
  if (inForce === 'no')
    rejections.push({
      code: CODES[reason ?? ''] ?? '52',
      followUp: 'C',
      says: 'The patient is not a member on the date of service.',
    });
  return rejections;
};

const clockOf = (
  verdict: CoverageVerdict,
  inquiry: Inquiry,
  isExpedited: boolean,
  { tenant, receivedAt }: Caller,
  ports: AssessRequestPorts,
): DueClock | undefined => {
  const rules = tenantRules(tenant, receivedAt, ports);
  const asked = { ...requestUnder(verdict, inquiry, rules), channel: 'electronic', expedited: isExpedited } as const;
  const zone = inquiry.timeZone ?? tenant.timeZone;
  const dayOf = (instant: string) => ports.clock.dateIn(zone, instant);
  return payerClocks({ ...asked, receivedAt, completeAt: receivedAt }, ports.codebook, dayOf)[0];
};

/**
 * Answers the request by the payer's rules. Numbers the request names count for nothing here: nobody authorizes by quoting.
 */
export const assessRequest = async (
  inquiry: Inquiry,
  { request, number }: { readonly request: Pick<ReviewRequest, 'isTest' | 'isExpedited'>; readonly number: string },
  caller: Caller,
  ports: AssessRequestPorts,
): Promise<AssessedRequest> => {
  const { tenant, receivedAt } = caller;
  const { numbers: _quoted, ...unquoted } = inquiry;
  const asked: Inquiry = { ...unquoted, mode: 'check', preAuthRefs: [] };
  const own = { ...ports, authorizations: rosterOnly(ports.authorizations) };
  const { answer } = await answerMessage(asked, caller, own, undefined);
  const [said] = answer.coverages;
  const today = ports.clock.dateIn(inquiry.timeZone ?? tenant.timeZone, receivedAt);
  if (!said) return { rejections: [], states: [], today };
  const { utilizationReview } = tenant;
  const rules = tenantRules(tenant, receivedAt, ports);
  const stateOf = (one: Determination): ItemState => {
    const policy = one.payer === undefined ? undefined : rules.select(one.payer, one.serviceDate);
    return decideByRules(one, said.verdict, {
      hasAdopted: hasAdopted(tenant, one.ruleset?.pack),
      isTest: request.isTest,
      contact: utilizationReview?.contact,
      policy: policy === 'ambiguous' ? undefined : policy,
      today,
      serviceEnd: inquiry.lines[one.line - 1]?.serviceEnd ?? one.serviceDate,
      number,
    });
  };
  const clock = clockOf(said.verdict, inquiry, request.isExpedited, caller, ports);
  return {
    rejections: rejectionsOf(said.verdict, utilizationReview?.payers),
    states: statesOf(said, stateOf),
    answered: { versions: answer.versions, ...said },
    ...(clock ? { clock } : {}),
    today,
  };
};

/** Tests first, since what accompanies them goes with them. */
const statesOf = (
  { determinations }: CoverageAnswer,
  decide: (one: Determination) => ItemState,
): readonly ItemState[] => {
  const tests = new Map(determinations.flatMap((one) => (one.role === 'test' ? [[one.line, decide(one)]] : [])));
  return determinations.map(
    (one) => tests.get(one.line) ?? decideBeside(one, one.lead === undefined ? undefined : tests.get(one.lead)),
  );
};
