import { addDays } from '../model/dates.ts';
import type { DueClock } from '../model/determination.ts';
import { plainMemberNumber } from '../model/keys/plain-number.ts';
import type { Rejection } from '../model/message/submitted-request.ts';
import type { PeerOutcome } from './request-events.ts';
import type { Authorized, ReviewConcept, ReviewerOf } from './review-act.ts';
import { LOINC_OF_DOCUMENT } from './review-documents.ts';
import type { ItemState, PendNeed, ReviewItem } from './review-item.ts';

/** What a scripted payer says at once. */
type ScriptedAnswer =
  | { readonly is: 'certified' | 'not-required' }
  | { readonly is: 'referred'; readonly says: string }
  | {
      readonly is: 'pended';
      readonly says?: string;
      readonly documents?: readonly string[];
      readonly questions?: readonly { readonly fact: string; readonly question: string }[];
    }
  | ({ readonly is: 'rejected' } & Rejection);

/** What a scripted act may wait for: all documents that were asked for, an appeal, the wish for a conversation, one that reopens. */
export const ACT_TRIGGERS = ['documents', 'appeal', 'peer-to-peer', 'reconsider'] as const;
export type ActTrigger = (typeof ACT_TRIGGERS)[number];

/** When an act comes, counted from the request; `latency`: as the shape of the script has it. */
type ActDelay = ActTrigger | 'latency' | { readonly seconds: number } | { readonly hours: number };

export const triggerOf = (after: ActDelay): ActTrigger | undefined => ACT_TRIGGERS.find((one) => one === after);

/** What a scripted reviewer does beside deciding. */
interface ScriptedDeed {
  readonly after: ActDelay;
  readonly does: 'extend' | 'confirm' | 'close-peer';
  readonly says: string;
  /** Of a conversation. */
  readonly outcome?: PeerOutcome;
}

/** What the scripted reviewer decides about whatever is open by then. */
interface ScriptedDecision {
  readonly after: ActDelay;
  /** By the script's second reviewer: an appeal is decided by another one. */
  readonly bySecond?: boolean;
  readonly decision: 'A1' | 'A2' | 'A3' | 'A6';
  /** Only the first open item; absent: every open one. */
  readonly firstOnly?: boolean;
  readonly says: string;
  /** X12 886. */
  readonly reasons?: readonly ReviewConcept[];
  readonly criteria?: readonly string[];
  readonly evidence?: readonly string[];
  readonly authorized?: Authorized;
  readonly lacksInformation?: boolean;
}
export type ScriptedAct = ScriptedDecision | ScriptedDeed;

/** The payer cannot be reached for the first seconds of every span; what is lost is the request, or only its answer. */
export interface Outage {
  readonly everySeconds: number;
  readonly forSeconds: number;
  readonly loses: 'request' | 'answer';
}

export interface ScriptedMember {
  readonly id: string;
  readonly member: string;
  readonly shows: string;
  readonly answer: ScriptedAnswer;
  readonly acts?: readonly ScriptedAct[];
  /** Outcomes against the request wait for the second reviewer. */
  readonly secondSignature?: boolean;
  /** Days to decide, and days an extension adds; absent: the clock of the payer. */
  readonly clock?: { readonly days: number; readonly extendDays?: number };
  readonly outage?: Outage;
  /** How notices of its results come: how often each, and how late the first, the second and so on. */
  readonly notices?: { readonly copies?: number; readonly delaySeconds?: readonly number[] };
}

/** A payer to practise on, as data: only a sandbox has one. `schema` grows when an older script would mean something else. */
export interface PayerScript {
  readonly schema: 1;
  /** Another seed draws other times; the same one draws the same. */
  readonly seed: string;
  readonly reviewer: ReviewerOf;
  /** Who signs second and decides appeals. */
  readonly secondReviewer?: ReviewerOf;
  /** Share of acts that have come after so many seconds, in rising order; between two of them the line. */
  readonly latency: readonly { readonly share: number; readonly seconds: number }[];
  readonly members: readonly ScriptedMember[];
}

export const memberOfScript = (
  { members }: Pick<PayerScript, 'members'>,
  numbers: readonly string[],
): ScriptedMember | undefined => {
  const asked = new Set(numbers.map(plainMemberNumber));
  return members.find(({ member }) => asked.has(plainMemberNumber(member)));
};

/** @param drawn from 0 to 1 */
const latencyAt = ({ latency }: Pick<PayerScript, 'latency'>, drawn: number): number => {
  let before = { share: 0, seconds: 0 };
  for (const point of latency) {
    if (drawn <= point.share) {
      const part = (drawn - before.share) / (point.share - before.share || 1);
      return before.seconds + part * (point.seconds - before.seconds);
    }
    before = point;
  }
  return before.seconds;
};

export const delaySeconds = (after: ActDelay, script: Pick<PayerScript, 'latency'>, drawn: number): number => {
  if (after === 'latency') return Math.round(latencyAt(script, drawn));
  if (typeof after === 'string') return 0;
  return 'hours' in after ? after.hours * 3_600 : after.seconds;
};

export const isOut = ({ everySeconds, forSeconds }: Outage, at: string): boolean =>
  Math.floor(Date.parse(at) / 1_000) % everySeconds < forSeconds;

/** The clock of a script, where it has its own. */
export const scriptedClock = ({ clock }: Pick<ScriptedMember, 'clock'>, today: string): DueClock | undefined =>
  clock && {
    kind: 'payer-decision',
    due: addDays(today, clock.days),
    says: `${clock.days} days, as the script of the sandbox has it`,
    ...(clock.extendDays === undefined ? {} : { extendedTo: addDays(today, clock.days + clock.extendDays) }),
  };

const needsOf = ({
  documents = [],
  questions = [],
}: Extract<ScriptedAnswer, { is: 'pended' }>): readonly PendNeed[] => [
  ...questions.map((one) => ({ kind: 'question', ...one }) as const),
  ...documents.flatMap((document) => {
    const loinc = LOINC_OF_DOCUMENT[document];
    return loinc === undefined ? [] : [{ kind: 'document', document, loinc } as const];
  }),
];

/** What the script says of one item, in the words of any answer. */
export const scriptedState = (
  { id, answer }: ScriptedMember,
  { number, today, days }: { readonly number: string; readonly today: string; readonly days: ReviewItem['days'] },
): ItemState => {
  switch (answer.is) {
    case 'certified':
      return { is: 'certified', script: id, number, issued: today, period: days ?? { start: today, end: today } };
    case 'not-required':
      return { is: 'not-required', script: id, says: 'No prior authorization is required for this service.' };
    case 'referred':
      return { is: 'referred', says: answer.says };
    case 'pended':
      return { is: 'pended', says: answer.says ? [answer.says] : [], needs: needsOf(answer) };
    default:
      return { is: 'pended', says: [], needs: [] };
  }
};
