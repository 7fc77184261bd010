import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import type { Delivery } from '../ports/authorization-store.ts';
import type { Ports } from '../ports/ports.ts';
import { EHR_DOCUMENTS_LIST } from '../submissions/documents-wanted.ts';
import { sendFromEhr } from '../submissions/send-from-ehr.ts';
import type { FollowUp } from './follow-up.ts';

const answer = async (tenantId: TenantId, { order, determinationId }: Delivery, ports: Ports, isLast: boolean) => {
  const tenant = await ports.settings.tenant(tenantId);
  const submission = await ports.submissions.get(tenantId, order, determinationId);
  return tenant && submission ? sendFromEhr(submission, tenant, ports, isLast) : 'nothing-to-do';
};

/** Reads documents a payer asks for in the EHR of the order and sends them, where the tenant has that enabled for their types. */
export const documentsFromEhr: FollowUp = {
  list: EHR_DOCUMENTS_LIST,
  follows: [],
  isWanted: async () => false,
  deliver: async (tenant, delivery, ports) => {
    const outcome = await answer(tenant, delivery, ports, false);
    return outcome === 'resting' ? { is: 'resting' } : { is: 'delivered', outcome };
  },
  givenUp: async (tenant, delivery, ports) => void (await answer(tenant, delivery, ports, true)),
};
