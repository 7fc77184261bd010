import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import type { Determination } from '../../core/model/determination.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import { isWithdrawn } from '../../core/model/message/order-status.ts';
import { ASSESSED, CHANGED } from '../assess/event-deliveries.ts';
import type { OrderRef } from '../ports/authorization-store.ts';
import type { WrittenBack } from '../ports/ehr-writer.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import type { Source } from '../ports/source.ts';
import type { FollowUp } from './follow-up.ts';

type WriteBackPorts = Pick<Ports, 'authorizations' | 'settings' | 'ehrWriter' | 'clock'>;

const askedOf = async (
  tenantId: string,
  { source: id }: OrderRef,
  { settings }: Pick<Ports, 'settings'>,
): Promise<{ readonly tenant: Tenant; readonly source: Source } | undefined> => {
  const tenant = await settings.tenant(tenantId);
  const source = tenant?.sources.find((one) => one.id === id);
  return tenant && source?.fhir?.writeBack ? { tenant, source } : undefined;
};

/** An approval that expired unused no longer satisfies anything, whatever the answer said then. */
const asItStands = (determination: Determination, { state, nextStep }: AuthorizationRecord): Determination =>
  state === 'expired' && determination.paNeeded === 'satisfied'
    ? { ...determination, paNeeded: 'auth-needed', reasons: [nextStep] }
    : determination;

/** Writes the record's current answer, whichever version requested it; nothing where no answer applies anymore. */
const write = async (tenant: TenantId, order: OrderRef, ports: WriteBackPorts): Promise<WrittenBack> => {
  const asked = await askedOf(tenant, order, ports);
  const { records } = await ports.authorizations.load(tenant, [order], []);
  const [head] = records;
  if (!asked || !head || isWithdrawn(head.orderStatus)) return 'nothing-to-say';
  const [stored, assessment] = await Promise.all([
    ports.authorizations.determination(tenant, order, head.determinationId, head.answeredAt),
    ports.authorizations.answer(tenant, head.answerId),
  ]);
  if (!stored || !assessment) throw new Error('The answer of a record is missing.');
  const determination = asItStands(stored.determination, head);
  const date = ports.clock.dateIn(head.timeZone ?? asked.tenant.timeZone, head.answeredAt);
  const { orderId, assertionId } = head;
  return ports.ehrWriter.write({ orderId, determination, assertionId, assessment, date }, asked);
};

/** Writes an order's answer on the order in its EHR, where its source has that enabled. */
export const writeBack: FollowUp = {
  list: 'WRITEBACK',
  follows: [ASSESSED, CHANGED],
  ageField: 'writeBackAgeMs',
  isWanted: async (tenant, order, ports) => (await askedOf(tenant, order, ports)) !== undefined,
  deliver: async (tenant, { order }, ports) => {
    const outcome = await write(tenant, order, ports);
    return outcome === 'resting' || outcome === 'refused' ? { is: outcome } : { is: 'delivered', outcome };
  },
};
