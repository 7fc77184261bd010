import { answerLines } from '../../core/answer/answer.ts';
import { type Difference, differencesOf } from '../../core/answer/differences.ts';
import { askedOf, coverageOf } from '../../core/answer/question.ts';
import type { Versions } from '../../core/model/assessment.ts';
import type { Determination } from '../../core/model/determination.ts';
import { ok, type Result } from '../../core/model/result.ts';
import { ENGINE_VERSION } from '../../core/model/version.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import type { RuleBook } from '../ports/rules.ts';
import { type AnswerAsked, type AnsweredOrder, answeredOrders } from './answered-orders.ts';

export type ReplayPorts = Pick<Ports, 'assertions' | 'authorizations' | 'codebook' | 'rules' | 'rulePacks'>;

/** Versions an answer was computed with; `ruleset` is the sha256 of the policy file, absent without rules. */
interface Basis extends Versions {
  /** `id|version` of the policy, to be read by people. */
  readonly policy?: string;
}

interface Again {
  readonly order: AnsweredOrder['order'];
  readonly determinationId: string;
  /** As stored, and the versions it was computed with. */
  readonly before: Determination;
  readonly answeredBy: Basis;
  /** Computed again from the stored question alone, without the stored answer, and the versions used. */
  readonly after: Determination;
  readonly now: Basis;
}

/** One order's answer computed again. */
export type Replayed =
  /** By the same engine, code tables and rules: the same bytes. */
  | (Again & { readonly outcome: 'same' })
  /** Same versions, other bytes: a defect, or altered stored data. No differences = only the order of fields differs. */
  | (Again & { readonly outcome: 'differs'; readonly differences: readonly Difference[] })
  /** Another engine, other code tables or other rules: any difference is due to them. */
  | (Again & {
      readonly outcome: 'other-engine';
      readonly changed: readonly ('engine' | 'codebook' | 'ruleset')[];
      readonly differences: readonly Difference[];
    })
  /** Cannot be computed with what is available now. */
  | (Omit<Again, 'after' | 'now'> & { readonly outcome: 'unavailable'; readonly says: string });

export type ReplayOutcome = Replayed['outcome'];

/** An answer replayed, order by order. */
export interface Replay {
  /** The first of `differs`, `unavailable`, `other-engine`, `same` that any order has; `unavailable` without orders. */
  readonly outcome: ReplayOutcome;
  readonly orders: readonly Replayed[];
  /** Why nothing was replayed. */
  readonly says?: string;
}

const NO_QUESTION = 'No question was kept for this answer: it was about a draft, or no order of it is on record.';
const NO_RULES = 'The rules it was answered by are no longer held for its date.';
const UNREADABLE = 'Its question was kept in a form this engine cannot answer.';

const WORST: readonly ReplayOutcome[] = ['differs', 'unavailable', 'other-engine', 'same'];

const basisOf = ({ ruleset }: Determination, { engine, codebook }: Pick<Versions, 'engine' | 'codebook'>): Basis => ({
  engine,
  codebook,
  ...(ruleset ? { ruleset: ruleset.hash, policy: `${ruleset.id}|${ruleset.version}` } : {}),
});

const answerAgain = (
  { question, determination }: AnsweredOrder['stored'],
  { codebook, rules }: Pick<ReplayPorts, 'codebook' | 'rules'>,
): Determination | undefined => {
  const { ruleset } = determination;
  const lineDate = question.asked.lines.find(({ line }) => line === determination.line)?.serviceDate ?? question.today;
  const select = (payer: string, date: string) => {
    const held = rules.select(payer, date);
    const isSame = date === lineDate || (held && held !== 'ambiguous' && held.ruleset.id === ruleset?.id);
    return (ruleset && isSame && rules.recorded(payer, ruleset)) || held;
  };
  const coverage = coverageOf(question, select);
  const lines = answerLines(askedOf(question), coverage, codebook, question.today);
  return lines.find(({ line }) => line === determination.line);
};

/** The rules with the tenant's pack that ruled then, whether it is active now or not; one of the deployment is among its rules. */
const rulesOf = async (
  { stored }: AnsweredOrder,
  tenant: Tenant,
  { rules, rulePacks }: ReplayPorts,
): Promise<RuleBook> => {
  const { pack } = stored.determination.ruleset ?? {};
  const text = pack && (await rulePacks.text(tenant.id, pack.hash));
  return pack && text !== undefined ? rules.withPacks([{ ...pack, text }]) : rules;
};

const replayOrder = ({ order, stored }: AnsweredOrder, ports: Pick<ReplayPorts, 'codebook' | 'rules'>): Replayed => {
  const { determination: before, question } = stored;
  const answeredBy = basisOf(before, question.versions);
  const held = { order, determinationId: stored.id, before, answeredBy };
  const current = { engine: ENGINE_VERSION, codebook: ports.codebook.version };
  let after: Determination | undefined;
  try {
    after = answerAgain(stored, ports);
  } catch (error) {
    // A question stored by this same engine version must be answerable: anything else is a bug.
    if (answeredBy.engine === ENGINE_VERSION) throw error;
  }
  if (!after) return { ...held, outcome: 'unavailable', says: UNREADABLE };
  if (before.ruleset && !after.ruleset) return { ...held, outcome: 'unavailable', says: NO_RULES };
  const now = basisOf(after, current);
  const again = { ...held, after, now };
  const changed = (['engine', 'codebook', 'ruleset'] as const).filter((part) => answeredBy[part] !== now[part]);
  if (changed.length) return { ...again, outcome: 'other-engine', changed, differences: differencesOf(before, after) };
  return JSON.stringify(after) === JSON.stringify(before)
    ? { ...again, outcome: 'same' }
    : { ...again, outcome: 'differs', differences: differencesOf(before, after) };
};

/**
 * Answers a stored question again with the current engine, code tables and rules. Refused when the answer is unknown, or
 * when several sources have the order.
 */
export const replay = async (tenant: Tenant, asked: AnswerAsked, ports: ReplayPorts): Promise<Result<Replay>> => {
  const found = await answeredOrders(asked, tenant, ports);
  if (!found.ok) return found;
  const orders = await Promise.all(
    found.value.map(async (one) => replayOrder(one, { ...ports, rules: await rulesOf(one, tenant, ports) })),
  );
  const outcome = WORST.find((word) => orders.some((one) => one.outcome === word));
  return ok(outcome ? { outcome, orders } : { outcome: 'unavailable', orders, says: NO_QUESTION });
};
