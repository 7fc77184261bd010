import { patientNameOf } from '../app/keys/patient-name.ts';
import type { Caller } from '../app/ports/caller.ts';
import { channelOfCancelled } from '../app/search/channel-of-cancelled.ts';
import type { AuthorizationRecord } from '../core/authorization/authorization.ts';
import { isWithdrawn } from '../core/model/message/order-status.ts';
import { chooseChannel } from '../core/submission/channel.ts';
import { writeTask } from '../fhir/write/record/write-task.ts';
import type { Container } from './container.ts';

/** A record as a Task, with the names of its patient and its payer where they are on file, and how a request is to be sent now. */
export const taskOf = (
  record: AuthorizationRecord,
  { tenant, receivedAt }: Pick<Caller, 'tenant' | 'receivedAt'>,
  { canonicals, ports }: Pick<Container, 'canonicals' | 'ports'>,
) => {
  const day = ports.clock.dateIn(record.timeZone ?? tenant.timeZone, receivedAt);
  const asked = { payer: record.payer, transaction: 'prior-auth' as const, day, ...record.routing };
  return writeTask(record, canonicals, {
    patient: patientNameOf(record, ports.digest),
    payer: ports.rules.payers.find(({ id }) => id === record.payer)?.name,
    channel: isWithdrawn(record.orderStatus)
      ? channelOfCancelled(record, tenant, day, ports)
      : chooseChannel(ports.codebook, asked, tenant),
  });
};
