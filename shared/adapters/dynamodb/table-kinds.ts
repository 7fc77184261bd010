import { tenantId } from '../../app/keys/tenant-id.ts';
import { keys } from './table.ts';

/** Items in whose keys the hash of a person stands, or that know where such pointers lead. */
export type RotatedKind = 'record' | 'answer' | 'member' | 'access' | 'assertion';

const KINDS: Readonly<Record<string, RotatedKind>> = {
  ORDER: 'record',
  ANSWER: 'answer',
  MEMBER: 'member',
  AUDIT: 'access',
  ASSERTION: 'assertion',
};
const PARTITION = /^T#([^#]+)#([A-Z]+)#/;

/** What an item of the table is, and whose; of an order only its record counts. */
export const itemKindOf = (item: Readonly<Record<string, unknown>>) => {
  const [, tenant, list = ''] = PARTITION.exec(String(item.pk)) ?? [];
  const name = KINDS[list];
  if (tenant === undefined || name === undefined) return undefined;
  return name === 'record' && item.sk !== keys.headAt('').sk ? undefined : { tenant: tenantId(tenant), name };
};
