import type { Bundle, Parameters, ParametersParameter } from 'fhir/r4';
import type { AuthorizationRecord } from '../../../core/authorization/authorization.ts';
import type { CheckedRow } from '../../../core/authorization/worklist.ts';
import type { DueClock } from '../../../core/model/determination.ts';
import type { Canonicals } from '../../canonical.ts';
import { patientReference } from '../../outward-reference.ts';
import { taskId } from './task-id.ts';
import { clockText } from './task-outputs.ts';
import { writeRow } from './write-worklist.ts';

/** A row of a day's list; what `DayRow` of the use case is, which this room may not import. */
interface ListedRow extends CheckedRow {
  readonly date: string;
  readonly test: string;
  readonly name?: string;
  readonly payer?: { readonly id: string; readonly name: string };
  readonly records: readonly [AuthorizationRecord, ...(readonly AuthorizationRecord[])];
}

/** Where no message of the order named its patient. */
const NO_NAME = 'Name not on file';

const clockPart = (clock: DueClock): ParametersParameter => ({
  name: 'clock',
  part: [
    { name: 'kind', valueCode: clock.kind },
    { name: 'due', valueDateTime: clock.due },
    { name: 'says', valueString: clockText(clock).text },
  ],
});

const text = (name: string, value: string | undefined): ParametersParameter[] =>
  value ? [{ name, valueString: value }] : [];

/** What a person of the desk needs beside the answer: whose test, what, who pays, until when, and who has it. */
const forPeople = ({ asked, date, test, name = NO_NAME, payer, records }: ListedRow, { payerSystem }: Canonicals) => {
  const [first] = records;
  const clocks = records.flatMap((record) => record.clocks).toSorted((a, b) => (a.due < b.due ? -1 : 1));
  const desks = records.flatMap(({ desk }) => desk ?? []);
  const of = (name: 'assignee' | 'followUp' | 'waitingOn') => desks.map((desk) => desk[name]).find(Boolean);
  const followUp = of('followUp');
  const noted = desks.reduce((sum, desk) => sum + desk.noted, 0);
  return [
    ...text('source', asked.source),
    { name: 'date', valueDate: date },
    ...text('test', test),
    {
      name: 'patient',
      valueReference: { ...patientReference(first.patient, first.patientId), display: name },
    },
    ...(payer ? [{ name: 'payer', valueCoding: { system: payerSystem, code: payer.id, display: payer.name } }] : []),
    { name: 'advice', valueCode: first.advice },
    ...clocks.map(clockPart),
    ...text('assignee', of('assignee')),
    ...(followUp ? [{ name: 'followUp', valueDate: followUp }] : []),
    ...text('waitingOn', of('waitingOn')),
    { name: 'notes', valueUnsignedInt: noted },
    ...records.map((record) => ({ name: 'task', valueReference: { reference: `Task/${taskId(record)}` } })),
    { name: 'version', valueString: `W/"${first.version}"` },
  ] satisfies ParametersParameter[];
};

export const writeListedRow = (row: ListedRow, canonicals: Canonicals): Parameters => {
  const written = writeRow(row, canonicals);
  return { ...written, parameter: [...(written.parameter ?? []), ...forPeople(row, canonicals)] };
};

/** A page of a day's list: a searchset, for only such a Bundle may say how many there are. */
export const writeDays = (
  rows: readonly Parameters[],
  { total, self, next }: { readonly total?: number; readonly self: string; readonly next?: string | undefined },
): Bundle<Parameters> => ({
  resourceType: 'Bundle',
  type: 'searchset',
  ...(total === undefined ? {} : { total }),
  link: [{ relation: 'self', url: self }, ...(next ? [{ relation: 'next', url: next }] : [])],
  ...(rows.length ? { entry: rows.map((resource) => ({ resource, search: { mode: 'match' } })) } : {}),
});
