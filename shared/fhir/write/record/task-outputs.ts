import type { TaskOutput } from 'fhir/r4';
import type { AuthorizationRecord, HistoryEntry } from '../../../core/authorization/authorization.ts';
import { unitsUsed } from '../../../core/authorization/visits.ts';
import type { Approval, DueClock } from '../../../core/model/determination.ts';
import type { Canonicals } from '../../canonical.ts';
import { billingCoding } from '../billing-coding.ts';
import { periodOf } from '../period.ts';

/** Words of `{base}/CodeSystem/task-output`. */
export type OutputCode =
  | 'advice'
  | 'answer'
  | 'assertion-id'
  | 'bookable'
  | 'clock'
  | 'codes'
  | 'difference'
  | 'disposition'
  | 'document'
  | 'fallback'
  | 'history'
  | 'next-step'
  | 'number'
  | 'service-date'
  | 'units-left'
  | 'window';

type Value = Omit<TaskOutput, 'type'>;

/** First and last day of the approval the answer rests on. */
export const windowOf = ({ window = {} }: AuthorizationRecord) => periodOf(window.start, window.end);

const unitsLeft = (record: AuthorizationRecord, approval: Approval): readonly Value[] =>
  approval.units === undefined ? [] : [{ valueUnsignedInt: Math.max(0, approval.units - unitsUsed(record, approval)) }];

const historyLine = ({ at, what, by, from, to, says }: HistoryEntry): string =>
  [`${at} ${what} by ${by}: ${from && from !== to ? `${from} to ${to}` : to}.`, says].filter(Boolean).join(' ');

const text = (value: string): readonly Value[] => (value.trim() ? [{ valueString: value.trim() }] : []);
const clockText = ({ kind }: DueClock) => ({
  text: kind === 'payer-decision' ? 'Payer decision due' : 'Expedited payer decision due',
});

/** What is known of the authorization, one output a fact; repeated where there are several. */
export const taskOutputs = (record: AuthorizationRecord, { base }: Canonicals): TaskOutput[] => {
  const output = (code: OutputCode, values: readonly Value[]): TaskOutput[] =>
    values.map((value) => ({ type: { coding: [{ system: `${base}/CodeSystem/task-output`, code }] }, ...value }));
  const { approval, differences = [] } = record;
  const window = windowOf(record);
  const codes = approval?.codes.length ? approval.codes : record.codes;
  return [
    ...output('advice', [{ valueCode: record.advice }]),
    ...output('number', approval?.number ? [{ valueString: approval.number }] : []),
    ...output('window', window ? [{ valuePeriod: window }] : []),
    ...output(
      'codes',
      codes.map((code) => ({ valueCoding: billingCoding(code) })),
    ),
    ...output('units-left', approval ? unitsLeft(record, approval) : []),
    ...output('difference', differences.flatMap(text)),
    ...output('service-date', [{ valueDate: record.serviceDate }]),
    ...output('bookable', [{ valueCode: record.bookable }]),
    ...output('next-step', text(record.nextStep)),
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
    ...output('answer', [{ valueReference: { reference: `CoverageEligibilityResponse/${record.answerId}` } }]),
    ...output('assertion-id', text(record.assertionId)),
    ...output(
      'history',
      record.history.flatMap((entry) => text(historyLine(entry))),
    ),
  ];
};
