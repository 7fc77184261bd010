import { ok, type Result, refused } from '../../core/model/result.ts';
import { noSuchPack, type PackAsked, type PackCall, type PackPorts, todayOf } from './pack-asked.ts';
import { type PackStatus, packStatusOf } from './pack-state.ts';

/** Another agent than the one who uploaded a pack approves it, unless the tenant has one agent only and says so. */
export const approvePack = async (asked: PackAsked, call: PackCall, ports: PackPorts): Promise<Result<PackStatus>> => {
  const { tenant, by, at } = call;
  const { rulePacks } = ports;
  const head = await rulePacks.head(tenant.id, asked);
  if (!head) return noSuchPack();
  if (!head.approved && head.uploaded.by === by && !tenant.selfApproval)
    return refused({
      code: 'forbidden',
      says: 'Another agent than the one who uploaded a rule pack has to approve it.',
    });
  const approved = head.approved ? head : await rulePacks.approve(tenant.id, head, { by, at });
  return ok(packStatusOf(approved, await rulePacks.pointer(tenant.id), todayOf(call, ports)));
};
