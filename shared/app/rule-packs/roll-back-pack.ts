import { ok, type Result, refused } from '../../core/model/result.ts';
import { noSuchPack, type PackAsked, type PackCall, type PackPorts, raced, todayOf } from './pack-asked.ts';
import { isVersion, type PackStatus, packStatusOf } from './pack-state.ts';

const KEPT = 20;

/** The version answers no longer: what was active of the pack before it does, or the released rules. Called again it changes nothing. */
export const rollBackPack = async (asked: PackAsked, call: PackCall, ports: PackPorts): Promise<Result<PackStatus>> => {
  const { tenant, by, at } = call;
  const { rulePacks } = ports;
  const today = todayOf(call, ports);
  const [head, pointer] = await Promise.all([rulePacks.head(tenant.id, asked), rulePacks.pointer(tenant.id)]);
  if (!head) return noSuchPack();
  const { id, version, hash } = head;
  if (!pointer.activations.some((one) => isVersion(one, head)))
    return pointer.rolledBack.some((one) => isVersion(one, head))
      ? ok(packStatusOf(head, pointer, today))
      : refused({ code: 'conflict', says: 'The rule pack was not activated.' });
  const next = {
    version: pointer.version + 1,
    activations: pointer.activations.filter((one) => !isVersion(one, head)),
    rolledBack: [{ id, version, hash, by, at }, ...pointer.rolledBack].slice(0, KEPT),
  };
  return (await rulePacks.point(tenant.id, next)) === 'written' ? ok(packStatusOf(head, next, today)) : raced();
};
