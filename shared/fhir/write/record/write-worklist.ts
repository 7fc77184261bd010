import type { Bundle, Parameters } from 'fhir/r4';
import type { CheckedRow } from '../../../core/authorization/worklist.ts';
import type { Canonicals } from '../../canonical.ts';
import { writeBookable } from './write-bookable.ts';

const FHIR_ID = /^[A-Za-z0-9\-.]{1,64}$/;

const reference = (name: string, type: string, id: string) => ({
  name,
  valueReference: FHIR_ID.test(id) ? { reference: `${type}/${id}` } : { type, display: id },
});

const writeRow = ({ asked, found }: CheckedRow, canonicals: Canonicals): Parameters => ({
  resourceType: 'Parameters',
  parameter: [
    { name: 'row', valuePositiveInt: asked.row },
    ...(asked.appointment ? [reference('appointment', 'Appointment', asked.appointment)] : []),
    ...asked.orders.map((id) => reference('order', 'ServiceRequest', id)),
    ...(asked.slot ? [{ name: 'start', valueDateTime: asked.slot.start }] : []),
    ...(writeBookable(found, canonicals).parameter ?? []),
  ],
});

/** The rows in the order given, each as `$bookable` answers it; `next` asks for the rows behind these. */
export const writeWorklist = (
  rows: readonly CheckedRow[],
  next: string | undefined,
  canonicals: Canonicals,
): Bundle<Parameters> => ({
  resourceType: 'Bundle',
  type: 'collection',
  ...(next ? { link: [{ relation: 'next', url: next }] } : {}),
  ...(rows.length ? { entry: rows.map((row) => ({ resource: writeRow(row, canonicals) })) } : {}),
});
