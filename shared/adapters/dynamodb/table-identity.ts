import type { Client, ClientUse, NonceHolder } from '../../app/ports/access/client.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import { join, segment, under } from './key-text.ts';
import type { Key, Range } from './table.ts';

/** Keys of registered callers. A client id belongs to one tenant, so the id alone finds it. */
export const identityKeys = {
  client: (use: ClientUse, id: string): Key => ({ pk: join('CLIENT', use, segment(id)), sk: 'CLIENT' }),
  clientOf: ({ tenant, use, id }: Pick<Client, 'tenant' | 'use' | 'id'>): Key => ({
    pk: under(tenant, 'CLIENTS'),
    sk: join(use, segment(id)),
  }),
  nonce: ({ tenant, use, id }: NonceHolder, nonce: string): Key => ({
    pk: under(tenant, 'JTI', use, segment(id), segment(nonce)),
    sk: 'JTI',
  }),
  /** By the hash of its id: who reads the table cannot make a cookie of it. */
  session: (tenant: TenantId, idHash: string): Key => ({
    pk: under(tenant, 'SESSION', segment(idHash)),
    sk: 'SESSION',
  }),
};
export const identityRanges = {
  clients: (tenant: string): Range => ({ pk: under(tenant, 'CLIENTS'), from: ' ', to: '~~' }),
};
