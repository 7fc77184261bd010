import * as z from 'zod/mini';
import type { OrderRef } from '../../../app/ports/authorization-store.ts';
import type { AuthorizationRecord } from '../../../core/authorization/authorization.ts';
import type { TenantId } from '../../../core/model/keys/tenant-id.ts';
import type { OrderParties } from '../../../core/submission/order-parties.ts';
import { unpackText } from '../compress.ts';
import { makeReader } from '../item.ts';
import { keys } from '../table.ts';
import { getItem, type TableAccess } from '../table-access.ts';

const readRow = makeReader<{ readonly parties?: Uint8Array }>(
  'order as received',
  z.looseObject({ parties: z.optional(z.instanceof(Uint8Array)) }),
);
const readParties = makeReader<OrderParties>(
  'parties of an order',
  z.looseObject({ member: z.looseObject({}), ordering: z.looseObject({}) }),
);

/** Beside the order as received; absent where the tenant sent no requests then. */
export const readPartiesOf = async (
  table: TableAccess,
  tenant: TenantId,
  record: OrderRef & Pick<AuthorizationRecord, 'contentIn'>,
): Promise<OrderParties | undefined> => {
  const { contentIn } = record;
  if (!contentIn) return undefined;
  const row = await getItem(table, keys.orderAnswer(tenant, record, contentIn.created, contentIn.answerId));
  const { parties } = row ? readRow(row) : {};
  return parties && readParties(JSON.parse(unpackText(parties)));
};
