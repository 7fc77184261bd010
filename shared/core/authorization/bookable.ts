import { usualDaysWords } from '../decide/headline.ts';
import { actionOf, type NextAction, type NextStep, nextStepOf, WINDOW_UNKNOWN } from '../decide/next-action.ts';
import type { Approval, ApprovalWindow, Mismatch } from '../model/approval.ts';
import type { CoverageVerdict } from '../model/assessment.ts';
import { compact } from '../model/compact.ts';
import type { Determination } from '../model/determination.ts';
import { type Basis, basisOf } from './basis.ts';
import { findingReasons } from './finding-reasons.ts';
import type { RealisticDay } from './realistic-day.ts';

type Bookable = Determination['bookable'];
export type BookableReasonCode =
  | 'past'
  | 'order-cancelled'
  | 'performed'
  | 'coverage-ended'
  | 'coverage-changed'
  | 'coverage-unconfirmed'
  | 'denied'
  | `other-${Exclude<Mismatch['part'], 'units' | 'date'>}`
  | 'units-used'
  | 'outside-window'
  | 'window-unknown'
  | 'coding'
  | 'requested-otherwise'
  | 'not-compared'
  | 'number-shared'
  | 'inside-window'
  | 'no-authorization-needed'
  | 'outstanding'
  | 'no-rule'
  | 'unknown-order'
  | 'unreadable';

interface BookableReason {
  readonly code: BookableReasonCode;
  readonly says: string;
}

/** May this slot be booked, why, when else, and what to do next. */
export interface BookableAnswer extends Basis {
  readonly answer: Bookable;
  readonly reasons: readonly BookableReason[];
  /** First and last possible day for the visit, both included, as far as known. */
  readonly earliest?: string;
  readonly latest?: string;
  /** Of a `not-yet`: the first day a visit can be expected to be authorized by, where a rule dates it. */
  readonly realistic?: RealisticDay;
  readonly approval?: Approval;
  /** Of a yes: the plan's notice it rests on. */
  readonly waiver?: Determination['waiver'];
  readonly nextStep: string;
  /** The same for software, with its owner. */
  readonly nextAction: NextAction;
}

/** One test at one slot; the determination is made for the slot's own date, code, place, people and units. */
interface SlotCase {
  readonly determination: Determination;
  readonly verdict: CoverageVerdict;
  readonly cancelled: boolean;
  /** The test was performed: there is nothing left to book. */
  readonly performed: boolean;
  /** Local dates of the site. */
  readonly date: string;
  readonly today: string;
  /** Day by which a pending payer decision is due. */
  readonly dueBy?: string | undefined;
  /** Its time is over. */
  readonly overdue?: NextStep | undefined;
  readonly realistic?: RealisticDay | undefined;
  /** Day on which the coverage was last known. */
  readonly eligibilityAsOf?: string;
}

const REASON_OF_PART: Readonly<Record<Mismatch['part'], BookableReasonCode>> = {
  code: 'other-code',
  place: 'other-place',
  facility: 'other-facility',
  performer: 'other-performer',
  units: 'units-used',
  date: 'outside-window',
};

const REASON_OF_WORD: Readonly<Record<Exclude<Bookable, 'no'>, BookableReasonCode>> = {
  yes: 'no-authorization-needed',
  'not-yet': 'outstanding',
  'cannot-tell': 'no-rule',
};

const NEXT_AFTER: Readonly<Partial<Record<BookableReasonCode, NextStep>>> = {
  past: { code: 'choose-slot', says: 'Choose a slot from today on.' },
  'order-cancelled': { code: 'order-again', says: 'Ask the ordering clinician for a new order.' },
  performed: { code: 'none', says: 'Ask the ordering clinician for a new order if another test is meant.' },
  'coverage-ended': { code: 'confirm-coverage', says: 'Check the coverage with the patient or the payer.' },
  denied: { code: 'appeal', says: 'Appeal, or ask the ordering clinician to change the order.' },
  'outside-window': {
    code: 'choose-slot',
    says: 'Choose a slot inside the approved window, or ask the payer to extend it.',
  },
  'units-used': { code: 'fix-authorization', says: 'Ask the payer for more units.' },
  'window-unknown': WINDOW_UNKNOWN,
};

/** What rules out the slot regardless of everything else. */
const conflictsOf = ({
  determination,
  verdict,
  cancelled,
  performed,
  date,
  today,
}: SlotCase): readonly BookableReason[] => [
  ...(cancelled ? [{ code: 'order-cancelled' as const, says: 'The order is cancelled.' }] : []),
  ...(performed ? [{ code: 'performed' as const, says: 'The test that was ordered has been done.' }] : []),
  ...(date < today ? [{ code: 'past' as const, says: 'The slot is in the past.' }] : []),
  ...(verdict.inForce === 'no' ? [{ code: 'coverage-ended' as const, says: verdict.says }] : []),
  ...(determination.state === 'denied' ? [{ code: 'denied' as const, says: 'The payer denied this request.' }] : []),
  ...(determination.differences ?? []).map(({ part, says }) => ({ code: REASON_OF_PART[part], says })),
];

const fitsSays = ({ end = '', usualDays }: ApprovalWindow): string =>
  `The slot fits the approval on file${usualDays ? `, which holds ${usualDaysWords(end, usualDays)}` : ''}.`;

/** The answer of the rules and the record for a slot that is not ruled out. */
const wordOf = (determination: Determination): { answer: Bookable; reasons: readonly BookableReason[] } => {
  const { advice, bookable, approvalWindow, reasons } = determination;
  if (advice === 'proceed-authorized')
    return approvalWindow?.end
      ? { answer: 'yes', reasons: [{ code: 'inside-window', says: fitsSays(approvalWindow) }] }
      : {
          answer: 'cannot-tell',
          reasons: [{ code: 'window-unknown', says: 'It is not known until when the approval holds.' }],
        };
  const code = bookable === 'no' ? 'outstanding' : REASON_OF_WORD[bookable];
  return { answer: bookable, reasons: reasons.map((says) => ({ code, says })) };
};

/** The latest of some dates. */
export const later = (...dates: readonly (string | undefined)[]) =>
  dates
    .filter((date) => date !== undefined)
    .sort()
    .at(-1);
/** The earliest of some dates. */
export const sooner = (...dates: readonly (string | undefined)[]) =>
  dates.filter((date) => date !== undefined).sort()[0];

/** Reasons that say nothing against another day. */
const BESIDE_THE_DAY: readonly BookableReasonCode[] = [
  'outside-window',
  'past',
  'coding',
  'requested-otherwise',
  'not-compared',
  'number-shared',
];

/** Possible days: only where an approval covers them or none is required. */
const daysOf = (
  { determination, verdict, today }: SlotCase,
  answer: Bookable,
  reasons: readonly BookableReason[],
): Pick<BookableAnswer, 'earliest' | 'latest'> => {
  const onlyTheDay = reasons.every(({ code }) => BESIDE_THE_DAY.includes(code));
  if (answer !== 'yes' && !onlyTheDay) return {};
  const { approvalWindow } = determination;
  const earliest = later(today, verdict.start, approvalWindow?.start);
  const latest = sooner(verdict.end, approvalWindow?.end);
  if (earliest && latest && earliest > latest) return {};
  return compact({ earliest, latest });
};

/** The booking check for one test: conflicts first, then the rules and the record. Pure. */
export const judgeSlot = (slot: SlotCase): BookableAnswer => {
  const { determination } = slot;
  const conflicts = conflictsOf(slot);
  const { answer, reasons } = conflicts.length ? { answer: 'no' as const, reasons: conflicts } : wordOf(determination);
  const all = [...reasons, ...findingReasons(determination)];
  const [first] = all;
  const usual = nextStepOf(determination);
  const next =
    (first && NEXT_AFTER[first.code]) ?? (usual.code === 'wait-for-payer' ? slot.overdue : undefined) ?? usual;
  return {
    answer,
    reasons: all,
    ...daysOf(slot, answer, all),
    ...(answer === 'not-yet' && slot.realistic ? { realistic: slot.realistic } : {}),
    ...(determination.approval ? { approval: determination.approval } : {}),
    ...(determination.waiver ? { waiver: determination.waiver } : {}),
    ...basisOf(answer, determination, slot.eligibilityAsOf),
    nextStep: next.says,
    nextAction: actionOf(next, slot.dueBy),
  };
};
