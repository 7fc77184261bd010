import type { TaskOutput } from 'fhir/r4';
import type { AuthorizationRecord, HistoryEntry } from '../../../core/authorization/authorization.ts';
import { stepWhenCancelled } from '../../../core/authorization/cancelled-step.ts';
import { type DeskNote, noteWords } from '../../../core/authorization/desk.ts';
import { recordActionOf } from '../../../core/authorization/record-action.ts';
import { unitsUsed } from '../../../core/authorization/visits.ts';
import { usualDaysWords } from '../../../core/decide/headline.ts';
import { type ActionCode, dueDayOf, peopleStateOf } from '../../../core/decide/next-action.ts';
import type { Approval, ApprovalWindow } from '../../../core/model/approval.ts';
import type { ChannelChoice } from '../../../core/model/channel.ts';
import type { DueClock } from '../../../core/model/determination.ts';
import { NOT_VERIFIED } from '../../../core/model/evidence.ts';
import { isWithdrawn } from '../../../core/model/message/order-status.ts';
import type { Canonicals } from '../../canonical.ts';
import { LATE_WORDS } from '../../definitions/answer-words.ts';
import { localDate } from '../../read/lines/read-dates.ts';
import { billingCoding } from '../billing-coding.ts';
import { type ChannelFactName, channelFacts } from '../channel-facts.ts';
import { periodOf } from '../period.ts';

/** Words of `{base}/CodeSystem/task-output`. */
export type OutputCode =
  | 'advice'
  | 'answer'
  | 'assignee'
  | 'binding'
  | 'assertion-id'
  | 'bookable'
  | 'clock'
  | 'codes'
  | 'difference'
  | 'disposition'
  | 'document'
  | 'due-by'
  | 'fallback'
  | 'follow-up'
  | 'history'
  | 'next-action'
  | 'next-step'
  | 'note'
  | 'number'
  | 'owner'
  | 'payer'
  | 'service-date'
  | 'state'
  | 'units-left'
  | 'units-used'
  | 'waiting-on'
  | 'waiver'
  | 'window'
  | Dashed<ChannelFactName>;

type Value = Omit<TaskOutput, 'type'>;

const annotationOf = (note: DeskNote): Value => ({
  valueAnnotation: { authorString: note.by, time: note.at, text: note.call ? noteWords(note) : note.says },
});

/** First and last day of the approval the answer rests on. */
export const windowOf = ({ window = {} }: AuthorizationRecord) => periodOf(window.start, window.end);

const unitsLeft = (record: AuthorizationRecord, approval: Approval): readonly Value[] =>
  approval.units === undefined ? [] : [{ valueUnsignedInt: Math.max(0, approval.units - unitsUsed(record, approval)) }];

const historyLine = ({ at, what, by, from, to, says }: HistoryEntry): string =>
  [`${at} ${what} by ${by}: ${from && from !== to ? `${from} to ${to}` : to}.`, says].filter(Boolean).join(' ');

const payerOf = (code: string, system: string, display: string | undefined): Value => ({
  valueCoding: { system, code, ...(display ? { display } : {}) },
});

const text = (value: string): readonly Value[] => (value.trim() ? [{ valueString: value.trim() }] : []);
/** When a decision is due, in words with what the time rests on. */
export const clockText = ({ kind, usual, says, onlyIf, extendedTo, ifLate }: DueClock) => {
  const due = kind === 'payer-decision' ? 'Payer decision due' : 'Expedited payer decision due';
  const told = [
    usual ? `${due} if the plan’s usual ${usual} apply; ${NOT_VERIFIED}` : due,
    ...(says ? [says] : []),
    ...(onlyIf ? [`only if ${onlyIf}`] : []),
    ...(extendedTo ? [`by ${extendedTo} if extended`] : []),
    ...(ifLate ? [LATE_WORDS[ifLate]] : []),
  ];
  return { text: told.join('; ') };
};
/** Where the last day is only assumed, the type says so; most have no text. */
const windowText = ({ end, usualDays }: ApprovalWindow) =>
  end && usualDays ? { text: `Approval holds ${usualDaysWords(end, usualDays)}` } : {};

/** Names as the outputs of a Task have them. */
type Dashed<T extends string> = T extends `${infer Head}${infer Tail}`
  ? `${Head extends Lowercase<Head> ? Head : `-${Lowercase<Head>}`}${Dashed<Tail>}`
  : '';
const dashed = (name: ChannelFactName) =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`) as Dashed<ChannelFactName>;

const isSent = (code: ActionCode): boolean => code === 'send-request' || code === 'tell-payer';

/** Of a cancelled order as it is now: releases before this one kept none for what the payer still holds. */
const nextStepOf = (record: AuthorizationRecord): string =>
  isWithdrawn(record.orderStatus) ? stepWhenCancelled(record).says : record.nextStep;

/** What is known of the authorization, one output a fact; repeated where there are several. */
export const taskOutputs = (
  record: AuthorizationRecord,
  { base, payerSystem }: Canonicals,
  payerName?: string,
  channel?: ChannelChoice,
): TaskOutput[] => {
  const output = (code: OutputCode, values: readonly Value[]): TaskOutput[] =>
    values.map((value) => ({ type: { coding: [{ system: `${base}/CodeSystem/task-output`, code }] }, ...value }));
  const { approval, differences = [] } = record;
  const window = windowOf(record);
  const next = recordActionOf(
    record,
    dueDayOf(record.clocks, (instant) => localDate(instant, record.timeZone ?? 'UTC')),
  );
  const codes = approval?.codes.length ? approval.codes : record.codes;
  return [
    ...output('advice', [{ valueCode: record.advice }]),
    ...output('number', approval?.number ? [{ valueString: approval.number }] : []),
    ...output('window', window ? [{ valuePeriod: window }] : []).map((one) => ({
      ...one,
      type: { ...one.type, ...windowText(record.window ?? {}) },
    })),
    ...output(
      'codes',
      codes.map((code) => ({ valueCoding: billingCoding(code) })),
    ),
    ...output('units-left', approval ? unitsLeft(record, approval) : []),
    ...output('units-used', approval?.units === undefined ? [] : [{ valueUnsignedInt: unitsUsed(record, approval) }]),
    ...output('binding', record.binding ? [{ valueString: `${record.binding.says} (${record.binding.cite})` }] : []),
    ...output('waiver', record.waiver ? [{ valueString: `${record.waiver.kind}: ${record.waiver.cite}` }] : []),
    ...output('difference', differences.flatMap(text)),
    ...output('payer', record.payer ? [payerOf(record.payer, payerSystem, payerName)] : []),
    ...output('service-date', [{ valueDate: record.serviceDate }]),
    ...output('bookable', [{ valueCode: record.bookable }]),
    ...output('next-step', text(nextStepOf(record))),
    ...output('next-action', [{ valueCode: next.code }]),
    ...output('owner', [{ valueCode: next.owner }]),
    ...channelFacts(isSent(next.code) ? channel : undefined).flatMap(([name, value]) => output(dashed(name), [value])),
    ...output('due-by', next.dueBy ? [{ valueDate: next.dueBy }] : []),
    ...output('state', [{ valueCode: peopleStateOf(record.bookable, next) }]),
    ...output('disposition', text(record.disposition)),
    ...output(
      'document',
      record.documents.map((code) => ({ valueCoding: { system: `${base}/CodeSystem/document-kind`, code } })),
    ),
    ...output(
      'fallback',
      (record.fallbacks ?? []).map((code) => ({ valueCoding: billingCoding(code) })),
    ),
    ...record.clocks.flatMap((clock) =>
      output('clock', [{ valueDateTime: clock.due }]).map((one) => ({
        ...one,
        type: { ...one.type, ...clockText(clock) },
      })),
    ),
    ...output('assignee', text(record.desk?.assignee ?? '')),
    ...output('follow-up', record.desk?.followUp ? [{ valueDate: record.desk.followUp }] : []),
    ...output('waiting-on', text(record.desk?.waitingOn ?? '')),
    ...output('note', (record.desk?.notes ?? []).map(annotationOf)),
    ...output('answer', [{ valueReference: { reference: `CoverageEligibilityResponse/${record.answerId}` } }]),
    ...output('assertion-id', text(record.assertionId)),
    ...output(
      'history',
      record.history.flatMap((entry) => text(historyLine(entry))),
    ),
  ];
};
