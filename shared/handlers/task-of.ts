import { patientNameOf } from '../app/keys/patient-name.ts';
import type { AuthorizationRecord } from '../core/authorization/authorization.ts';
import { writeTask } from '../fhir/write/record/write-task.ts';
import type { Container } from './container.ts';

/** A record as a Task, with the name of its patient where one is on file. */
export const taskOf = (record: AuthorizationRecord, { canonicals, ports }: Pick<Container, 'canonicals' | 'ports'>) =>
  writeTask(record, canonicals, patientNameOf(record, ports.digest));
