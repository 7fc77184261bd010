import type { Truth } from '../orders/order.ts';
import { forTest, isExempt, needsUnder, open, type Stated } from './rules-held.ts';

/** What a change is about. */
export type Subject =
  | 'plan'
  | 'product'
  | 'delegate'
  | 'code'
  | 'site'
  | 'coverage'
  | 'approval'
  | 'exemption'
  | 'clock'
  | 'evidence'
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
  /** What is true on those others, where the change added something that fits before it was falsified. */
  readonly unfalsified?: Truth;
  /** A notice on file still spares this test, which is no longer the ordered one, the authorization. */
  readonly sparedCode?: string;
  /** The approval on file no longer fits, or none was ever given. */
  readonly unapproved?: true;
}

export type Way = 'submit' | 'assess' | 'bookable' | 'csv' | 'card' | 'order' | 'claim';

/** `said`: only where the answer says what it took for granted. */
type Permission = 'yes' | 'said' | 'not-bare' | 'no';

const CLEAR: ReadonlySet<Subject> = new Set(['plan', 'product', 'delegate', 'code', 'site', 'coverage']);
/** An approval recorded for this very order is the payer's own word: it settles what plan and product would need. */
const SETTLED_BY_APPROVAL: ReadonlySet<string> = new Set([
  'product contradictory',
  'product unreadable',
  'delegate contradictory',
  'delegate unreadable',
  'plan unreadable',
  'plan removed',
]);

const statedIn = ({ product, delegated, state }: Truth): Stated => ({
  planProduct: product,
  delegated: delegated ?? false,
  siteState: state,
});

const onlyNone = (needs: ReadonlySet<string>): boolean => needs.size === 1 && needs.has('not-required');

/** `$assess` is asked before a decision is recorded. */
const seesRecords = (way: Way): boolean => way !== 'assess';

/** What is needed where a notice of the plan may count: it sets "required" aside for members no group decides for. */
const needsWith = (truth: Truth, stated: Stated): ReadonlySet<string> => {
  const needs = needsUnder(truth, stated);
  if (!truth.exempt || stated.delegated === true) return needs;
  const freed = [...needs].map((need) => (need === 'required' ? 'not-required' : need));
  return new Set(stated.delegated === open ? [...needs, ...freed] : freed);
};

const bySubject = ({ subject, how, uncovered }: Falsified, approved: boolean): 'no' | undefined => {
  const falsified = `${subject} ${how}`;
  const unclear = CLEAR.has(subject) && (how === 'contradictory' || how === 'unreadable');
  const missing = how === 'removed' && (subject === 'plan' || subject === 'code' || subject === 'coverage');
  if ((unclear || missing) && !(approved && SETTLED_BY_APPROVAL.has(falsified))) return 'no';
  return uncovered || falsified === 'list unreadable' ? 'no' : undefined;
};

/** May the answer be "go ahead"? By what was falsified and the rules' data; nothing here asks the code that answers. */
export const permits = (before: Truth, change: Falsified, way: Way): Permission => {
  const { subject, how, only, truth = before } = change;
  if (only && !only.includes(way)) return permits(change.unfalsified ?? before, NOTHING_FALSIFIED, way);
  const approved = truth.approved === true && !change.unapproved && seesRecords(way);
  const refused = bySubject(change, approved);
  if (refused) return refused;
  if (approved || isExempt(truth, way === 'claim')) return 'yes';
  const stated = { ...statedIn(truth), ...(subject === 'site' && how === 'removed' ? { siteState: open } : {}) };
  if (!onlyNone(needsWith(truth, stated))) return 'no';
  if (subject === 'necessity') return isPaidByPatient(truth) ? 'yes' : 'not-bare';
  const assumed = needsWith(truth, {
    ...stated,
    ...(truth.product ? {} : { planProduct: open }),
    ...(truth.delegated ? {} : { delegated: open }),
  });
  return onlyNone(assumed) ? 'yes' : 'said';
};

/** May a card say that another test needs no authorization? By the same rules; no approval on file is about that test. */
export const permitsInstead = (before: Truth, change: Falsified, code: string, way: Way): Permission => {
  const spared = change.sparedCode === code ? { exempt: true as const } : {};
  const other = { ...forTest(change.truth ?? before, code), ...spared };
  return permits(forTest(before, code), { ...change, ...(change.truth ? { truth: other } : {}) }, way);
};

export const NOTHING_FALSIFIED: Falsified = { subject: 'nothing', how: 'none' };

/** Nobody else decides on necessity. */
const isPaidByPatient = ({ payer }: Truth): boolean => payer === 'self-pay';
