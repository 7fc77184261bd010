import { ok, type Result, refused } from '../../core/model/result.ts';
import { type PackCall, type PackPorts, todayOf } from './pack-asked.ts';
import { isVersion, type PackStatus, packStatusOf } from './pack-state.ts';

/** Versions a tenant may hold: uploads are for people, not for a loop. */
const MOST_VERSIONS = 200;

/** Checks a pack, tells what it changes, and stores it; nothing answers by it yet. The same pack again is the one that is there. */
export const uploadPack = async (text: string, call: PackCall, ports: PackPorts): Promise<Result<PackStatus>> => {
  const { tenant, by, at } = call;
  const { rulePacks, packInspector } = ports;
  const today = todayOf(call, ports);
  const inspected = await packInspector.inspect(text, tenant.id, today, []);
  if (!inspected.ok) return inspected;
  const { text: content, review, ...ref } = inspected.value;
  const heads = await rulePacks.heads(tenant.id);
  if (heads.length >= MOST_VERSIONS && !heads.some((one) => isVersion(one, ref)))
    return refused({ code: 'too-long', says: `A tenant may hold ${MOST_VERSIONS} versions of rule packs.` });
  const head = await rulePacks.put(tenant.id, { ...ref, uploaded: { by, at } }, content, review);
  if (head.hash !== ref.hash)
    return refused({
      code: 'conflict',
      says: `Version ${ref.version} of pack ${ref.id} was uploaded with other content; give it a new version.`,
      expression: 'version',
    });
  return ok({ ...packStatusOf(head, await rulePacks.pointer(tenant.id), today), review });
};
