import { ok, type Result } from '../../core/model/result.ts';
import { noSuchPack, type PackAsked, type PackCall, type PackPorts, todayOf } from './pack-asked.ts';
import { type PackStatus, packStatusOf } from './pack-state.ts';

/** Every version a tenant holds, without its review. */
export const listPacks = async (call: PackCall, ports: PackPorts): Promise<readonly PackStatus[]> => {
  const { rulePacks } = ports;
  const { id } = call.tenant;
  const [heads, pointer] = await Promise.all([rulePacks.heads(id), rulePacks.pointer(id)]);
  return heads.map((head) => packStatusOf(head, pointer, todayOf(call, ports)));
};

/** One version with what its upload found. */
export const readPackStatus = async (
  asked: PackAsked,
  call: PackCall,
  ports: PackPorts,
): Promise<Result<PackStatus>> => {
  const { rulePacks } = ports;
  const { id } = call.tenant;
  const [head, pointer] = await Promise.all([rulePacks.head(id, asked), rulePacks.pointer(id)]);
  if (!head) return noSuchPack();
  const review = await rulePacks.review(id, head);
  return ok({ ...packStatusOf(head, pointer, todayOf(call, ports)), ...(review ? { review } : {}) });
};
