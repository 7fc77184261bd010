import { isWithdrawn } from '../../core/model/message/order-status.ts';
import { requestNoteOf } from '../../core/submission/request-note.ts';
import type { Submission, SubmissionTold } from '../../core/submission/submission.ts';
import { retryRace } from '../assess/retry-race.ts';
import { type ChangePorts, changeHead } from '../authorization/change-head.ts';
import type { Tenant } from '../ports/ports.ts';
import { submissionEvents } from './submission-events.ts';

/** Enters one thing that happened to a submission in the history of its order's record, once, and lets its events leave. */
const tellOne = (submission: Submission, told: SubmissionTold, tenant: Tenant, ports: ChangePorts): Promise<true> =>
  retryRace(async () => {
    const { source, orderId, id } = submission;
    const { records } = await ports.authorizations.load(tenant.id, [{ source, orderId }], []);
    const [record] = records;
    const known = record?.requests?.find((one) => one.id === id)?.version ?? 0;
    if (!record || known >= told.version) return true;
    const changed = await changeHead(
      record,
      {
        command: {
          kind: 'note-request',
          request: requestNoteOf(submission, told),
          isOrderCancelled: isWithdrawn(record.orderStatus),
        },
        entry: { by: told.by, says: told.says },
        occasion: [id, told.version],
        events: (head) => submissionEvents(submission, told, head),
      },
      tenant,
      ports,
    );
    return changed ? true : undefined;
  });

/** Everything that waits to be told, oldest first; the last version told. */
export const tellRecord = async (
  submission: Submission,
  tenant: Tenant,
  ports: ChangePorts,
): Promise<number | undefined> => {
  for (const told of submission.untold) await tellOne(submission, told, tenant, ports);
  return submission.untold.at(-1)?.version;
};
