import { patientNameOf } from '../app/keys/patient-name.ts';
import type { Caller } from '../app/ports/caller.ts';
import type { AuthorizationRecord } from '../core/authorization/authorization.ts';
import { writeTask } from '../fhir/write/record/write-task.ts';
import type { Container } from './container.ts';

type Asker = Pick<Caller, 'tenant' | 'receivedAt'>;
type Parts = Pick<Container, 'canonicals' | 'ports'>;

/**
 * Writes records as Tasks, with the names of patient and payer where they are on file, and how the payer is reached now. The map of
 * channels is loaded with the first of them.
 */
export const taskWriter = async (
  { tenant, receivedAt }: Asker,
  { canonicals, ports }: Parts,
): Promise<(record: AuthorizationRecord) => ReturnType<typeof writeTask>> => {
  const { channelOfRecord } = await import('../app/search/channel-of-record.ts');
  return (record) =>
    writeTask(record, canonicals, {
      patient: patientNameOf(record, ports.digest),
      payer: ports.rules.payers.find(({ id }) => id === record.payer)?.name,
      channel: channelOfRecord(
        record,
        tenant,
        ports.clock.dateIn(record.timeZone ?? tenant.timeZone, receivedAt),
        ports,
      ),
    });
};

export const taskOf = async (record: AuthorizationRecord, asker: Asker, parts: Parts) =>
  (await taskWriter(asker, parts))(record);
