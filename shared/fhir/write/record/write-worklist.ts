import type { Bundle, Coding, OperationOutcome, Parameters } from 'fhir/r4';
import type { CheckedRow } from '../../../core/authorization/worklist.ts';
import type { Canonicals } from '../../canonical.ts';
import { billingCoding } from '../billing-coding.ts';
import { writeBookable } from './write-bookable.ts';

const FHIR_ID = /^[A-Za-z0-9\-.]{1,64}$/;

const reference = (name: string, type: string, id: string) => ({
  name,
  valueReference: FHIR_ID.test(id) ? { reference: `${type}/${id}` } : { type, display: id },
});

/** The codes that were counted; text that was not understood is shown as it stands. */
const codesOf = ({ slot, codeText, unreadable }: CheckedRow['asked']): readonly Coding[] =>
  unreadable && codeText ? [{ display: codeText }] : (slot?.codes.map(billingCoding) ?? []);

export const writeRow = ({ asked, found, start }: CheckedRow, canonicals: Canonicals): Parameters => ({
  resourceType: 'Parameters',
  parameter: [
    { name: 'row', valuePositiveInt: asked.row },
    ...(asked.appointment ? [reference('appointment', 'Appointment', asked.appointment)] : []),
    ...asked.orders.map((id) => reference('order', 'ServiceRequest', id)),
    ...(start ? [{ name: 'start', valueDateTime: start }] : []),
    ...codesOf(asked).map((valueCoding) => ({ name: 'code', valueCoding })),
    ...(writeBookable(found, canonicals).parameter ?? []),
  ],
});

const writeIgnored = (ignored: readonly string[]): OperationOutcome => ({
  resourceType: 'OperationOutcome',
  issue: ignored.map((name) => ({
    severity: 'information',
    code: 'informational',
    details: { text: `Column "${name}" was not read.` },
  })),
});

interface WorklistPage {
  /** Query for the rows behind these. */
  readonly next?: string | undefined;
  /** Columns of the list nothing was read from. */
  readonly ignored: readonly string[];
}

/** The rows in the order given, each as `$bookable` answers it; behind them, what was not read of the list. */
export const writeWorklist = (
  rows: readonly CheckedRow[],
  { next, ignored }: WorklistPage,
  canonicals: Canonicals,
): Bundle<Parameters | OperationOutcome> => ({
  resourceType: 'Bundle',
  type: 'collection',
  ...(next ? { link: [{ relation: 'next', url: next }] } : {}),
  ...(rows.length
    ? {
        entry: [
          ...rows.map((row) => writeRow(row, canonicals)),
          ...(ignored.length ? [writeIgnored(ignored)] : []),
        ].map((resource) => ({ resource })),
      }
    : {}),
});
