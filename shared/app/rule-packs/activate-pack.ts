import { ok, type Result, refused } from '../../core/model/result.ts';
import type { Activation, PackPointer } from '../ports/rule-packs.ts';
import { noSuchPack, type PackAsked, type PackCall, type PackPorts, raced, todayOf } from './pack-asked.ts';
import { isVersion, type PackStatus, packStatusOf } from './pack-state.ts';

/** Packs a tenant may have active, and earlier activations of each kept to return to. */
const MOST_PACKS = 20;
const MOST_EACH = 5;

/** The last activations of each pack. */
const kept = (activations: readonly Activation[]): readonly Activation[] =>
  activations.filter((one, index) => activations.slice(index).filter(({ id }) => id === one.id).length <= MOST_EACH);

const withActivation = (pointer: PackPointer, next: Activation): PackPointer => ({
  version: pointer.version + 1,
  activations: kept([...pointer.activations.filter((one) => !isVersion(one, next)), next]),
  rolledBack: pointer.rolledBack.filter((one) => !isVersion(one, next)),
});

/**
 * From a date on the tenant's calls are answered by an approved pack. It is checked again with the packs it will stand beside, over
 * the rules of this release. One conditional write: there is nothing a crash could leave half done.
 */
export const activatePack = async (
  { from: asked, ...pack }: PackAsked & { readonly from?: string },
  call: PackCall,
  ports: PackPorts,
): Promise<Result<PackStatus>> => {
  const { tenant, by, at } = call;
  const { rulePacks, packInspector } = ports;
  const today = todayOf(call, ports);
  const from = asked ?? today;
  const [head, pointer] = await Promise.all([rulePacks.head(tenant.id, pack), rulePacks.pointer(tenant.id)]);
  if (!head) return noSuchPack();
  if (!head.approved) return refused({ code: 'conflict', says: 'The rule pack is not approved yet.' });
  const before = packStatusOf(head, pointer, today);
  if (before.activated && (before.activated.from === from || (asked === undefined && before.state === 'active')))
    return ok(before);
  if (from < today)
    return refused({ code: 'value', says: 'A pack answers from today on at the earliest.', expression: 'from' });
  const others = [...new Map(pointer.activations.map((one) => [one.id, one])).values()].filter(
    ({ id }) => id !== head.id,
  );
  if (others.length >= MOST_PACKS)
    return refused({ code: 'too-long', says: `A tenant may have ${MOST_PACKS} rule packs active.` });
  const texts = await Promise.all([head, ...others].map(({ hash }) => rulePacks.text(tenant.id, hash)));
  const [text, ...rest] = texts;
  const beside = others.flatMap((one, index) => {
    const content = rest[index];
    return content === undefined ? [] : [{ ...one, text: content }];
  });
  const inspected = await packInspector.inspect(text ?? '', tenant.id, today, beside);
  if (!inspected.ok) return inspected;
  const { id, version, hash } = head;
  const next = withActivation(pointer, { id, version, hash, from, by, at });
  return (await rulePacks.point(tenant.id, next)) === 'written' ? ok(packStatusOf(head, next, today)) : raced();
};
