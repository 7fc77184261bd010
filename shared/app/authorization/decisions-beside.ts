import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import type { Approval } from '../../core/model/approval.ts';
import type { Ports } from '../ports/ports.ts';
import { decisionsOfRecord } from '../search/decisions-of-record.ts';

/** Records whose decisions are read at once. */
const AT_ONCE = 20;

/** Every decision of the few records that have some beside them; each is read once, however often it is listed. */
export const decisionsBeside = async (
  records: readonly AuthorizationRecord[],
  ports: Pick<Ports, 'authorizations'>,
): Promise<ReadonlyMap<AuthorizationRecord, readonly Approval[]>> => {
  const decisions = new Map<AuthorizationRecord, readonly Approval[]>();
  const wanted = [...new Set(records)].filter(({ beside }) => beside?.counting);
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    const some = wanted.slice(at, at + AT_ONCE);
    await Promise.all(some.map(async (record) => decisions.set(record, await decisionsOfRecord(record, ports))));
  }
  return decisions;
};
