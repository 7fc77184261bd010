import type { ReviewAct, ReviewCase } from '../../../client/index.ts';
import type { enReviews } from '../../words/en-reviews.ts';

export type Choice = keyof typeof enReviews.case.decisions;

/** What a reviewer fills in before a decision is recorded. */
export interface DecideDraft {
  readonly says: string;
  readonly criteria: readonly string[];
  readonly otherCriterion: string;
  readonly evidence: readonly string[];
  readonly codes886: string;
  readonly items: readonly number[];
  readonly choice: Choice | '';
  readonly code: string;
  readonly units: string;
}

export interface Reviewer {
  readonly npi: string;
  readonly license: string;
  readonly licenseState: string;
  readonly specialty: string;
}

const CODES: Readonly<Record<Choice, NonNullable<ReviewAct['decision']>>> = {
  certify: 'A1',
  part: 'A2',
  modify: 'A6',
  refuse: 'A3',
  close: 'A3',
};

type Standing = Pick<ReviewCase['items'][number], 'state'>;
export const isOpen = ({ state }: Standing): boolean => state === 'pended' || state === 'referred';
export const isAgainst = ({ state }: Standing): boolean =>
  state === 'denied' || state === 'modified' || state === 'partly-certified';

type Deciding = Pick<ReviewCase, 'items' | 'proposals' | 'appeal' | 'reconsider'>;

/** Services that wait for a decision, else those an appeal or a conversation opens again; none that waits for a signature. */
export const openItems = ({ items, proposals, appeal, reconsider }: Deciding): readonly number[] => {
  const left = items.filter(({ sequence }) => !proposals.some((one) => one.sequence === sequence));
  const open = left.filter(isOpen);
  const again = left.filter(({ sequence }) => appeal?.sequences.includes(sequence) || reconsider.includes(sequence));
  return (open.length ? open : again).map(({ sequence }) => sequence);
};

export const emptyDraft = (found: Deciding): DecideDraft => ({
  says: '',
  criteria: [],
  otherCriterion: '',
  evidence: [],
  codes886: '',
  items: openItems(found),
  choice: '',
  code: '',
  units: '',
});

const criteriaOf = ({ criteria, otherCriterion }: DecideDraft): readonly string[] =>
  [...criteria, otherCriterion.trim()].filter(Boolean);
const codesOf = ({ codes886 }: DecideDraft): readonly string[] =>
  codes886
    .trim()
    .split(/[\s,]+/)
    .filter(Boolean);
const needsMore = (choice: Choice): boolean => choice === 'part' || choice === 'modify';

/** The first thing that is missing, in the order of the form: the reason comes before the decision. */
export const faultOf = (
  draft: DecideDraft,
  { npi, license, specialty }: Reviewer,
): keyof typeof enReviews.case.faults | undefined => {
  const { choice } = draft;
  const isAdverse = choice !== 'certify';
  const missing = [
    ['reason', isAdverse && !draft.says.trim()],
    ['criteria', isAdverse && criteriaOf(draft).length === 0],
    ['evidence', isAdverse && draft.evidence.length === 0],
    ['code886', isAdverse && codesOf(draft).length === 0],
    ['items', draft.items.length === 0],
    ['reviewer', !npi.trim() || !license.trim() || !specialty.trim()],
    ['decision', choice === ''],
    ['authorized', choice !== '' && needsMore(choice) && !draft.code.trim() && !draft.units.trim()],
  ] as const;
  return missing.find(([, isMissing]) => isMissing)?.[0];
};

/** A reviewer as typed. */
export const reviewerPart = ({ npi, license, licenseState, specialty }: Reviewer) => ({
  npi: npi.trim(),
  license: license.trim(),
  ...(licenseState.trim() ? { licenseState: licenseState.trim().toUpperCase() } : {}),
  specialty: specialty.trim(),
});

/** The act as it is recorded. */
export const actOf = (draft: DecideDraft, reviewer: Reviewer): ReviewAct => {
  const { says, choice, items, code, units } = draft;
  if (choice === '') throw new Error('A decision is chosen before it is recorded.');
  return {
    ...reviewerPart(reviewer),
    decision: CODES[choice],
    items,
    ...(says.trim() ? { says: says.trim() } : {}),
    reasons: codesOf(draft),
    criteria: criteriaOf(draft),
    evidence: draft.evidence,
    ...(choice === 'close' ? { lacksInformation: true } : {}),
    ...(needsMore(choice) && code.trim() ? { code: code.trim().toUpperCase() } : {}),
    ...(needsMore(choice) && Number(units) > 0 ? { units: Number(units) } : {}),
  };
};

/** More time, once: it needs a reason as well. */
export const extensionOf = (says: string, reviewer: Reviewer): ReviewAct => ({
  ...reviewerPart(reviewer),
  says: says.trim(),
});
