import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import { tenantId } from '../keys/tenant-id.ts';
import type { Delivery } from '../ports/authorization-store.ts';
import type { GivenUp } from '../ports/given-up.ts';
import type { Pointer } from '../ports/pointer.ts';
import type { Ports } from '../ports/ports.ts';
import { FOLLOW_UPS } from './deliveries.ts';
import type { FollowUp } from './follow-up.ts';

type About = Pick<Delivery, 'id' | 'order' | 'headVersion' | 'determinationId' | 'createdAt'>;

const putFollowUp = async (
  kind: string,
  { list, isWanted }: FollowUp,
  tenant: TenantId,
  { id, order, headVersion, determinationId, createdAt }: About,
  ports: Ports,
): Promise<void> => {
  if (!(await isWanted(tenant, order, ports))) return;
  const about = { order, headVersion, determinationId, createdAt };
  await ports.outbox.put(tenant, { ...about, id: `${kind}-${id}`, kind, list, attempts: 0, events: [] });
};

/** Puts the follow-ups of a change into the outbox before the change itself is removed from it. */
export const putFollowUps = async (tenant: TenantId, change: Delivery, ports: Ports): Promise<void> => {
  for (const [kind, followUp] of FOLLOW_UPS)
    if (change.events.some(({ type }) => followUp.follows === 'every' || followUp.follows.includes(type)))
      await (followUp.parts?.(tenant, change, ports) ?? putFollowUp(kind, followUp, tenant, change, ports));
};

/** Puts a given-up delivery back into the outbox, for the record as it is now. An unknown kind stays a dead letter. */
export const takeUpAgain = async (
  { tenant: name, id }: Pointer,
  { kind, order: { source, orderId } }: GivenUp,
  ports: Ports,
): Promise<void> => {
  const followUp = FOLLOW_UPS.get(kind);
  if (!followUp) {
    await ports.deadLetters.send({ tenant: name, id });
    ports.log.error('delivery-unknown', { tenant: name, messageId: id, problem: 'not-supported' });
    return;
  }
  const tenant = tenantId(name);
  const order = { source, orderId };
  if (followUp.again) return followUp.again(tenant, order, ports);
  const { records } = await ports.authorizations.load(tenant, [order], []);
  const [head] = records;
  if (!head) return;
  const { version: headVersion, determinationId } = head;
  const about = { id: `again-${determinationId}`, order, headVersion, determinationId, createdAt: ports.clock.now() };
  await putFollowUp(kind, followUp, tenant, about, ports);
};
