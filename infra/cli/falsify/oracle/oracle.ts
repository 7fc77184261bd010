import type { Truth } from '../orders/order.ts';
import { isExempt, needsUnder, open, type Stated } from './rules-held.ts';

/** What a change is about. */
export type Subject =
  | 'plan'
  | 'product'
  | 'delegate'
  | 'code'
  | 'site'
  | 'coverage'
  | 'approval'
  | 'necessity'
  | 'date'
  | 'patient'
  | 'list'
  | 'nothing';

/** `other`: what is stated is clear, and something else than before. */
export type How = 'contradictory' | 'unreadable' | 'removed' | 'other' | 'none';

/** What was falsified, and what is true afterwards: all the oracle knows of an order. */
export interface Falsified {
  readonly subject: Subject;
  readonly how: How;
  /** What is true of the order now; absent: as before. */
  readonly truth?: Truth;
  /** The coverage is not in force, or the patient has none, on the service date. */
  readonly uncovered?: true;
  /** Only this way of asking carries the falsified part; on the others nothing was changed. */
  readonly only?: readonly Way[];
  /** The approval on file no longer fits, or none was ever given. */
  readonly unapproved?: true;
}

export type Way = 'submit' | 'assess' | 'bookable' | 'csv' | 'card' | 'order' | 'claim';

/** `said`: only where the answer says what it took for granted. */
export type Permission = 'yes' | 'said' | 'not-bare' | 'no';

const CLEAR: ReadonlySet<Subject> = new Set(['plan', 'product', 'delegate', 'code', 'site', 'coverage']);

const statedIn = ({ product, delegated, state }: Truth): Stated => ({
  planProduct: product,
  delegated: delegated ?? false,
  siteState: state,
});

const onlyNone = (needs: ReadonlySet<string>): boolean => needs.size === 1 && needs.has('not-required');

/** May the answer be "go ahead"? By what was falsified and the rules' data; nothing here asks the code that answers. */
export const permits = (before: Truth, change: Falsified, way: Way): Permission => {
  const { subject, how, only, truth = before } = change;
  if (only && !only.includes(way)) return permits(before, { subject: 'nothing', how: 'none' }, way);
  if (CLEAR.has(subject) && (how === 'contradictory' || how === 'unreadable')) return 'no';
  if (subject === 'list' && how === 'unreadable') return 'no';
  if (change.uncovered) return 'no';
  if (how === 'removed' && (subject === 'plan' || subject === 'code' || subject === 'coverage')) return 'no';
  const approved = truth.approved && !change.unapproved && !(way === 'card' || way === 'order');
  const bare: Permission = subject === 'necessity' && !approved ? 'not-bare' : 'yes';
  if (approved) return 'yes';
  if (subject === 'site' && how === 'removed')
    return onlyNone(needsUnder(truth, { ...statedIn(truth), siteState: open })) ? 'yes' : 'no';
  if (isExempt(truth, way === 'claim')) return 'yes';
  if (!onlyNone(needsUnder(truth, statedIn(truth)))) return 'no';
  const assumed = needsUnder(truth, {
    ...statedIn(truth),
    ...(truth.product ? {} : { planProduct: open }),
    ...(truth.delegated ? {} : { delegated: open }),
  });
  return bare === 'yes' && !onlyNone(assumed) ? 'said' : bare;
};
