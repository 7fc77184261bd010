import * as z from 'zod/mini';
import type { OrderRef } from '../../../app/ports/authorization-store.ts';
import type { Digest } from '../../../app/ports/ports.ts';
import type { AuthorizationRecord } from '../../../core/authorization/authorization.ts';
import { everyDecision } from '../../../core/authorization/decisions-kept.ts';
import type { Approval } from '../../../core/model/approval.ts';
import type { TenantId } from '../../../core/model/keys/tenant-id.ts';
import { makeReader } from '../item.ts';
import { queryRange } from '../query-range.ts';
import type { Key } from '../table.ts';
import type { Item, TableAccess } from '../table-access.ts';
import { decisionKey, decisionRange } from '../table-decisions.ts';

const text = z.string();
const readStored = makeReader<{ readonly decision: Approval }>(
  'payer decision',
  z.looseObject({ decision: z.looseObject({ decision: text, codes: z.array(text), source: text, receivedAt: text }) }),
);

export const decisionItem = (digest: Digest, tenant: TenantId, order: OrderRef, decision: Approval): Item & Key => ({
  ...decisionKey(tenant, order, decision.recordedAt ?? decision.receivedAt, digest.of(decision).slice(0, 32)),
  decision,
});

/** In the order they were recorded. */
export const readDecisions = async (
  table: TableAccess,
  tenant: TenantId,
  order: OrderRef,
): Promise<readonly Approval[]> =>
  (await queryRange(table, decisionRange(tenant, order))).map((row) => readStored(row).decision);

/** Those on the head, and those beside it that count: a number is looked for among both. */
export const decisionsOfHead = async (table: TableAccess, head: AuthorizationRecord): Promise<readonly Approval[]> =>
  everyDecision(head.beside?.counting ? await readDecisions(table, head.tenant, head) : [], head.approvals);
