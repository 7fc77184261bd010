import type { ActivePack } from '../../../app/ports/rule-packs.ts';
import type { TenantId } from '../../../core/model/keys/tenant-id.ts';
import type { Item, TableAccess } from '../table-access.ts';
import { readPackText, readPointer } from './rule-pack-store.ts';

/** Packs whose text is kept in memory. */
const KEPT = 64;

/**
 * The activated packs of a tenant with their content, which never changes: read once a process. One that cannot be read whole is
 * an error, since answering by other rules instead would be wrong.
 */
export const makeActivePacks = (table: TableAccess) => {
  const texts = new Map<string, string>();
  const textOf = async (tenant: TenantId, hash: string): Promise<string> => {
    const name = `${tenant} ${hash}`;
    const text = texts.get(name) ?? (await readPackText(table, tenant, hash));
    if (text === undefined) throw new Error('The content of an active rule pack is not there.');
    texts.delete(name);
    texts.set(name, text);
    for (const oldest of [...texts.keys()].slice(0, -KEPT)) texts.delete(oldest);
    return text;
  };
  return async (tenant: TenantId, item: Item | undefined): Promise<readonly ActivePack[]> =>
    Promise.all(
      readPointer(item).activations.map(async ({ id, version, hash, from }) => ({
        id,
        version,
        hash,
        from,
        text: await textOf(tenant, hash),
      })),
    );
};
