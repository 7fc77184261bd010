import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import { type DeskChange, deskAfter, deskSays } from '../../core/authorization/desk.ts';
import { ok, type Result } from '../../core/model/result.ts';
import type { Caller } from '../ports/caller.ts';
import { type ChangePorts, changeHead } from './change-head.ts';
import { onRecord, type RecordAsked } from './on-record.ts';

/**
 * Keeps what the desk does about an order on its record: who has it, when to look again, on whom it waits, notes and calls.
 * Asked again, it changes nothing. No answer changes, and nothing is announced: only people of the desk read it.
 */
export const followUp = (
  asked: RecordAsked & { readonly change: DeskChange },
  { tenant, by }: Caller,
  ports: ChangePorts,
): Promise<Result<AuthorizationRecord>> =>
  onRecord(asked, tenant, ports, async (record) => {
    const { change } = asked;
    const desk = deskAfter(record.desk, change);
    if (!desk) return ok(record);
    const head = await changeHead(
      record,
      {
        command: { kind: 'follow-up', desk },
        entry: { by, says: deskSays(change) },
        occasion: [record.version, change],
        events: () => [],
      },
      tenant,
      ports,
    );
    return head && ok(head);
  });
