import { plainMemberNumber } from '../model/keys/plain-number.ts';
import type { Rejection } from '../model/message/submitted-request.ts';
import { LOINC_OF_DOCUMENT } from './review-documents.ts';
import type { Authorized, ItemState, PendNeed, ReviewAct, ReviewConcept, ReviewItem } from './review-request.ts';

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

/** When an act comes, counted from the request; `latency`: as the shape of the script has it; `documents`: when all that was asked for is there. */
type ActDelay = 'latency' | 'documents' | { readonly seconds: number } | { readonly hours: number };

/** What the scripted reviewer does with whatever is open by then. */
export interface ScriptedAct {
  readonly after: ActDelay;
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
  readonly outage?: Outage;
  /** How notices of its results come: how often each, and how late the first, the second and so on. */
  readonly notices?: { readonly copies?: number; readonly delaySeconds?: readonly number[] };
}

/** A payer to practise on, as data: only a sandbox has one. `schema` grows when an older script would mean something else. */
export interface PayerScript {
  readonly schema: 1;
  /** Another seed draws other times; the same one draws the same. */
  readonly seed: string;
  readonly reviewer: ReviewAct['reviewer'];
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
  if (after === 'documents') return 0;
  if (after === 'latency') return Math.round(latencyAt(script, drawn));
  return 'hours' in after ? after.hours * 3_600 : after.seconds;
};

export const isOut = ({ everySeconds, forSeconds }: Outage, at: string): boolean =>
  Math.floor(Date.parse(at) / 1_000) % everySeconds < forSeconds;

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
