import { keys } from './table.ts';

/** Items in whose keys the hash of a person stands, or that say where such pointers lead. */
export type RotatedKind = 'HEAD' | 'ANSWER' | 'MEMBER' | 'AUDIT';

const PARTITION = /^T#([^#]+)#(ORDER|ANSWER|MEMBER|AUDIT)#/;
const isKind = (name: string | undefined): name is RotatedKind =>
  name === 'HEAD' || name === 'ANSWER' || name === 'MEMBER' || name === 'AUDIT';

export const kindOf = (item: Readonly<Record<string, unknown>>) => {
  const [, tenant, list] = PARTITION.exec(String(item.pk)) ?? [];
  const isHead = list === 'ORDER' && item.sk === keys.headAt('').sk;
  const name = isHead ? 'HEAD' : list;
  return tenant !== undefined && isKind(name) ? { tenant, name } : undefined;
};
