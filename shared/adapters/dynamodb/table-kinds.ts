import { tenantId } from '../../app/keys/tenant-id.ts';
import { keys } from './table.ts';

/** Items with a person's hash in their keys, or that hold pointers to such items, or what is sealed. */
export type RotatedKind = 'record' | 'answer' | 'member' | 'access' | 'assertion' | 'request' | 'subscription';

const KINDS: Readonly<Record<string, RotatedKind>> = {
  ORDER: 'record',
  ANSWER: 'answer',
  MEMBER: 'member',
  AUDIT: 'access',
  ASSERTION: 'assertion',
  UMREQUEST: 'request',
  UMSUBS: 'subscription',
};
const PARTITION = /^T#([^#]+)#([A-Z]+)(?:#|$)/;

/** Kind and tenant of a table item; for an order only its record counts. */
export const itemKindOf = (item: Readonly<Record<string, unknown>>) => {
  const [, tenant, list = ''] = PARTITION.exec(String(item.pk)) ?? [];
  const name = KINDS[list];
  if (tenant === undefined || name === undefined) return undefined;
  return name === 'record' && item.sk !== keys.headAt('').sk ? undefined : { tenant: tenantId(tenant), name };
};
