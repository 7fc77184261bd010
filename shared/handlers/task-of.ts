import { patientNameOf } from '../app/keys/patient-name.ts';
import type { AuthorizationRecord } from '../core/authorization/authorization.ts';
import { writeTask } from '../fhir/write/record/write-task.ts';
import type { Container } from './container.ts';

/** A record as a Task, with the names of its patient and its payer where they are on file. */
export const taskOf = (record: AuthorizationRecord, { canonicals, ports }: Pick<Container, 'canonicals' | 'ports'>) =>
  writeTask(record, canonicals, {
    patient: patientNameOf(record, ports.digest),
    payer: ports.rules.payers.find(({ id }) => id === record.payer)?.name,
  });
