import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Session, Sessions } from '../../../app/ports/access/session.ts';
import type { TenantId } from '../../../core/model/keys/tenant-id.ts';
import { makeReader } from '../item.ts';
import { EXPIRY_ATTRIBUTE } from '../table.ts';
import { getItem, putItem, removeItem, type TableAccess } from '../table-access.ts';
import { identityKeys } from '../table-identity.ts';

const text = z.string();
const readSession = makeReader<{ readonly session: Omit<Session, 'id' | 'tenant'> }>(
  'session',
  z.looseObject({
    session: z.looseObject({ subject: text, name: text, groups: z.array(text), startedAt: text, until: text }),
  }),
);

/** The id itself is only in the cookie. */
const keyOf = (tenant: TenantId, id: string) =>
  identityKeys.session(tenant, createHash('sha256').update(id).digest('hex'));

/** Sessions are never cached: one that was ended is over with the next call, in whichever process. */
export const makeSessionStore = (table: TableAccess): Sessions => ({
  start: async ({ tenant, id, ...session }) => {
    const expiry = { [EXPIRY_ATTRIBUTE]: Math.ceil(Date.parse(session.until) / 1_000) };
    await putItem(table, { ...keyOf(tenant, id), session, ...expiry });
  },
  find: async (tenant, id) => {
    const item = await getItem(table, keyOf(tenant, id));
    return item && { tenant, id, ...readSession(item).session };
  },
  end: (tenant, id) => removeItem(table, keyOf(tenant, id)),
});
