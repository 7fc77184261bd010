import * as z from 'zod/mini';
import type { Client, Clients } from '../../../app/ports/access/client.ts';
import { makeReader } from '../item.ts';
import { queryRange } from '../query-range.ts';
import { getItem, putItem, removeItem, type TableAccess } from '../table-access.ts';
import { identityKeys, identityRanges } from '../table-identity.ts';

const text = z.string();
const use = z.enum(['smart', 'cds-hooks']);
const jwk = z.looseObject({ kty: z.enum(['RSA', 'EC']), kid: text });
const readClient = makeReader<{ readonly client: Client }>(
  'client',
  z.looseObject({
    client: z.looseObject({
      tenant: text,
      use,
      id: text,
      name: text,
      keys: z.union([text, z.array(jwk)]),
      scopes: z.array(text),
      organizations: z.optional(z.array(text)),
      senders: z.optional(z.array(text)),
      algorithms: z.optional(z.array(text)),
      longestLifeSeconds: z.optional(z.number()),
    }),
  }),
);
const readRow = makeReader<Pick<Client, 'use' | 'id'>>('client row', z.looseObject({ use, id: text }));

const KEEP_MS = 60_000;

/** Registered clients, cached for a minute: a change or removal takes effect after that. */
export const makeClientStore = (table: TableAccess, now: () => number = Date.now): Clients => {
  const kept = new Map<string, Client>();
  let keepUntil = 0;
  const forget = (): void => {
    kept.clear();
    keepUntil = now() + KEEP_MS;
  };

  const find: Clients['find'] = async (wanted, id) => {
    if (now() >= keepUntil) forget();
    const key = identityKeys.client(wanted, id);
    const known = kept.get(key.pk);
    if (known) return known;
    const item = await getItem(table, key);
    if (!item) return undefined;
    const { client } = readClient(item);
    kept.set(key.pk, client);
    return client;
  };

  return {
    find,
    list: async (tenant) => {
      const rows = (await queryRange(table, identityRanges.clients(tenant))).map((row) => readRow(row));
      const found = await Promise.all(rows.map((row) => find(row.use, row.id)));
      return found.flatMap((client) => (client?.tenant === tenant ? [client] : []));
    },
    put: async (client) => {
      forget();
      const { tenant, use: what, id } = client;
      const free = { expression: 'attribute_not_exists(pk) OR tenant = :tenant', values: { ':tenant': tenant } };
      const done = await putItem(table, { ...identityKeys.client(what, id), tenant, client }, free);
      if (done === 'refused') throw new Error(`Client ${id} is registered to another tenant.`);
      await putItem(table, { ...identityKeys.clientOf(client), tenant, use: what, id });
    },
    remove: async (what, id) => {
      forget();
      const client = await find(what, id);
      await removeItem(table, identityKeys.client(what, id));
      if (client) await removeItem(table, identityKeys.clientOf(client));
      forget();
    },
  };
};
