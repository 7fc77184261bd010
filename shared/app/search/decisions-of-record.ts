import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import { everyDecision } from '../../core/authorization/decisions-kept.ts';
import type { Approval } from '../../core/model/approval.ts';
import type { Ports } from '../ports/ports.ts';

type File = Pick<Ports, 'authorizations'>;

/** Decisions beside the record, where answers depend on them: usually a record has them all, and nothing is read. */
export const besideRecord = async (
  record: AuthorizationRecord | undefined,
  { authorizations }: File,
): Promise<readonly Approval[]> => (record?.beside?.counting ? authorizations.decisions(record.tenant, record) : []);

/** Every payer decision an answer can depend on. */
export const decisionsOfRecord = async (record: AuthorizationRecord, ports: File): Promise<readonly Approval[]> =>
  everyDecision(await besideRecord(record, ports), record.approvals);
